import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import * as database from "@medusajs/test-utils/dist/database"
import { resolve } from "node:path"
import { keepRows, putRowsBack } from "./rows"
import type { TestPaymentProvider, TestProvider } from "./config"

const projectRoot = resolve(__dirname, "../..")

type Named = { databaseName: string }
type Suite = Parameters<typeof medusaIntegrationTestRunner>[0]

/** What a suite wants its shop to be like. */
export type ShopSettings = {
  /** Options of the plugin, merged over those of `medusa-config.ts`. */
  engage?: Record<string, unknown>
  /** Payment providers beside Medusa's own `pp_system_default`. */
  paymentProviders?: TestPaymentProvider[]
  /** Ways to notify people, instead of Medusa's own. */
  notificationProviders?: TestProvider[]
}

/**
 * Boots this repository as a shop and runs `testSuite` against it, each test on
 * a database as the suite's own set-up left it. One shop a file: its configuration
 * is read once.
 *
 * @param settings - the shop's, or a function that gives them once everything
 *   they name is there (a sandbox that has been started, say). It runs before
 *   the shop boots.
 */
export function shopSuite(
  settings: ShopSettings | (() => ShopSettings | Promise<ShopSettings>),
  testSuite: Suite["testSuite"],
  runnerOptions: Omit<Suite, "testSuite"> = {}
) {
  beforeAll(async () => {
    const { engage, paymentProviders, notificationProviders } =
      typeof settings === "function" ? await settings() : settings
    // Each file of Jest has an environment of its own; nothing to put back.
    setJson("ENGAGE_PLUGIN_OPTIONS", engage)
    setJson("TEST_PAYMENT_PROVIDERS", paymentProviders)
    setJson("TEST_NOTIFICATION_PROVIDERS", notificationProviders)
  })

  resetByRows()
  medusaIntegrationTestRunner({
    cwd: projectRoot,
    testSuite,
    ...runnerOptions,
  })
}

/** Medusa's runner makes a new database for each test; the rows are enough. */
function resetByRows() {
  const makeUtils = database.dbTestUtilFactory
  jest.spyOn(database, "dbTestUtilFactory").mockImplementation(() => ({
    ...makeUtils(),
    snapshot: ({ databaseName }: Named) => keepRows(databaseName),
    restore: ({ databaseName }: Named) => putRowsBack(databaseName),
    dropTemplate: async () => {},
  }))
}

function setJson(name: string, value: unknown) {
  if (value !== undefined) {
    process.env[name] = JSON.stringify(value)
  }
}
