import { MedusaAppLoader } from "@medusajs/framework"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import * as database from "@medusajs/test-utils/dist/database"
import * as migrations from "@medusajs/test-utils/dist/medusa-test-runner-utils/use-db"
import { resolve } from "node:path"
import { keepRows, putRowsBack } from "./rows"
import type { TestPaymentProvider, TestProvider } from "./config"
import type { Template } from "./template"

const projectRoot = resolve(__dirname, "../..")

type Named = { databaseName: string }
type Suite = Parameters<typeof medusaIntegrationTestRunner>[0]

/** A suite's settings for its shop. */
export type ShopSettings = {
  /** Options of the plugin, merged over the options of `medusa-config.ts`. */
  engage?: Record<string, unknown>
  /** Payment providers besides Medusa's own `pp_system_default`. */
  paymentProviders?: TestPaymentProvider[]
  /** Notification providers, instead of Medusa's own. */
  notificationProviders?: TestProvider[]
}

/**
 * Boots this repository as a shop and runs `testSuite` against the shop. Each test
 * starts with the database as the suite's own set-up left it. A file has only one
 * shop, because Medusa reads its configuration once.
 *
 * @param settings - the shop's settings, or a function that returns the settings
 * once everything they name exists (a started sandbox, for example). The function
 * runs before the shop boots.
 * @param template - the template of the shop's database, once made.
 */
export function shopSuite(
  settings: ShopSettings | (() => ShopSettings | Promise<ShopSettings>),
  testSuite: Suite["testSuite"],
  template: Template
) {
  beforeAll(async () => {
    const { engage, paymentProviders, notificationProviders } =
      typeof settings === "function" ? await settings() : settings
    // Every Jest file has its own environment, so nothing needs restoring.
    setJson("ENGAGE_PLUGIN_OPTIONS", engage)
    setJson("TEST_PAYMENT_PROVIDERS", paymentProviders)
    setJson("TEST_NOTIFICATION_PROVIDERS", notificationProviders)
  })

  useDatabases(template)
  medusaIntegrationTestRunner({ cwd: projectRoot, testSuite })
}

/**
 * Medusa's runner migrates a new database for each file, and makes another database
 * for each test. Here a file begins with a copy of the template, and a test with the
 * kept rows restored.
 */
function useDatabases(template: Template) {
  const { dbTestUtilFactory: makeUtils } = database
  const { migrateDatabase, syncLinks, migrateSearchIndexes } = migrations
  const { load } = MedusaAppLoader.prototype
  jest.spyOn(database, "dbTestUtilFactory").mockImplementation(() => ({
    ...makeUtils(),
    create: async (databaseName: string) => {
      if (!(await template.copyTo(databaseName))) {
        await makeUtils().create(databaseName)
      }
    },
    snapshot: ({ databaseName }: Named) => keepRows(databaseName),
    restore: ({ databaseName }: Named) => putRowsBack(databaseName),
    dropTemplate: async () => {},
  }))
  jest.spyOn(migrations, "migrateDatabase").mockImplementation(async (app) => {
    if (!template.complete) {
      await migrateDatabase(app)
    }
  })
  jest.spyOn(migrations, "syncLinks").mockImplementation(async (...given) => {
    if (!template.complete) {
      await syncLinks(...given)
    }
  })
  // An older Medusa has no search indexes, and its runner loads the modules once.
  if (!migrateSearchIndexes) {
    return
  }
  jest
    .spyOn(migrations, "migrateSearchIndexes")
    .mockImplementation(async (...given) => {
      if (!template.complete) {
        await migrateSearchIndexes(...given)
      }
    })
  // The runner loads all modules only for the search indexes; then the runner starts
  // the shop, which loads the modules again.
  jest
    .spyOn(MedusaAppLoader.prototype, "load")
    .mockImplementationOnce(function (this: MedusaAppLoader, ...given) {
      return template.complete
        ? Promise.resolve({} as Awaited<ReturnType<typeof load>>)
        : load.apply(this, given)
    })
}

function setJson(name: string, value: unknown) {
  if (value !== undefined) {
    process.env[name] = JSON.stringify(value)
  }
}
