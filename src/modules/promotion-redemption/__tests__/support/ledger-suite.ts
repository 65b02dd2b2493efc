import { resolve } from "node:path"

import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../key"
import { EngageContact } from "../../models/engage-contact"
import { ManagedPromotion } from "../../models/managed-promotion"
import { PromotionRedemption } from "../../models/promotion-redemption"
import { PromotionRedemptionAttempt } from "../../models/promotion-redemption-attempt"
import type PromotionRedemptionModuleService from "../../service"
import { TestLedger } from "./test-ledger"

const moduleRoot = resolve(__dirname, "../..")

/**
 * Runs tests against the module on a real Postgres that has been through the
 * module's own migrations. Each test starts with empty tables.
 */
export function ledgerSuite(
  topic: string,
  tests: (ledger: TestLedger) => void
): void {
  const ledger = new TestLedger()

  moduleIntegrationTestRunner<PromotionRedemptionModuleService>({
    moduleName: PROMOTION_REDEMPTION_MODULE,
    moduleModels: [
      PromotionRedemption,
      PromotionRedemptionAttempt,
      ManagedPromotion,
      EngageContact,
    ],
    resolve: moduleRoot,
    pathToMigrations: resolve(moduleRoot, "migrations"),
    // Never called: a suite that calls Engage puts its sandbox's address here.
    moduleOptions: { baseUrl: "http://127.0.0.1:1", apiKey: "none" },
    testSuite: ({ service, dbConfig }) => {
      ledger.service = service

      // Inside, so that it runs before the runner drops the database: a call
      // that is still out has to be settled by then.
      describe(topic, () => {
        beforeAll(() => {
          ledger.knex = ModulesSdkUtils.createPgConnection(dbConfig)
        })
        afterAll(() => ledger.knex.destroy())

        afterEach(() => service.__hooks.onApplicationShutdown())

        tests(ledger)
      })
    },
  })
}
