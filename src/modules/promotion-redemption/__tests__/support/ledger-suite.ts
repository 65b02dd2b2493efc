import { resolve } from "node:path"

import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import * as database from "@medusajs/test-utils/dist/database"

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

  migrateOnce(ledger)
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
        afterAll(async () => {
          await ledger.knex.raw("DROP SCHEMA public CASCADE")
          await ledger.knex.raw("CREATE SCHEMA public")
          await ledger.knex.destroy()
        })

        afterEach(() => service.__hooks.onApplicationShutdown())

        tests(ledger)
      })
    },
  })
}

const { getMikroOrmWrapper } = database

/**
 * The runner migrates for each test; once a suite is enough, as the tables can be
 * emptied.
 */
function migrateOnce(ledger: TestLedger): void {
  jest.spyOn(database, "getMikroOrmWrapper").mockImplementation((options) => {
    const wrapper = getMikroOrmWrapper(options)
    const { setupDatabase } = wrapper
    let ready = false
    wrapper.setupDatabase = async () => {
      if (!ready) {
        await setupDatabase.call(wrapper)
        ready = true
      }
    }
    wrapper.clearDatabase = async () => {
      if (!ledger.keepsRows) {
        await wrapper.getManager().execute(EMPTY_TABLES)
      }
    }
    return wrapper
  })
}

// With a few rows a DELETE takes a tenth of the time of a TRUNCATE.
const EMPTY_TABLES = `
DO $$
DECLARE
  name text;
  is_long boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN
    SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'mikro_orm_migrations'
  LOOP
    EXECUTE format('SELECT count(*) > 100 FROM %I', name) INTO is_long;
    EXECUTE format(
      CASE WHEN is_long THEN 'TRUNCATE %I CASCADE' ELSE 'DELETE FROM %I' END,
      name
    );
  END LOOP;
END
$$`
