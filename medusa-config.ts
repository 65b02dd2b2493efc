/**
 * Makes this repository a shop with the plugin in it, for development, the demo
 * and the tests. The plugin is the project's own `src/`, so its module is
 * registered below; a shop that installs the package writes
 * `plugins: [{ resolve: "medusa-plugin-voyado-engage", options }]` instead.
 *
 * DATABASE_URL            a Postgres; without it an embedded one is started
 * REDIS_URL               a Redis: events, workflows, locks and cache go there
 * MEDUSA_WORKER_MODE      what the process does: `server` answers requests, `worker`
 *                         runs jobs and subscribers, `shared`, the default, both
 * DATABASE_DRIVER_OPTIONS the driver's options, such as its pool, as JSON
 * STOREFRONT_URL          where a storefront's pages come from, for CORS; by default
 *                         http://localhost:8000
 * VERIFY_CUSTOMERS        `true`: a customer signs in once their e-mail is verified
 * ENGAGE_BASE_URL         an Engage; by default the sandbox on this machine
 * ENGAGE_API_KEY          its key
 * ENGAGE_PLUGIN_OPTIONS   further options of the plugin, as JSON
 * MEDUSA_ADMIN_DISABLED   `true` leaves the admin out
 */
import { defineConfig } from "@medusajs/framework/utils"
import { testModules } from "./testkit/jest/config"
import { developmentDatabaseUrl } from "./scripts/postgres"
import { jsonFromEnv } from "./scripts/json-from-env"
import { redisModules } from "./scripts/redis-modules"

const {
  DATABASE_URL = developmentDatabaseUrl(),
  REDIS_URL,
  MEDUSA_WORKER_MODE = "shared",
  STOREFRONT_URL = "http://localhost:8000",
  VERIFY_CUSTOMERS,
  ENGAGE_BASE_URL = "http://localhost:4010",
  ENGAGE_API_KEY = "sandbox",
} = process.env

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: DATABASE_URL,
    databaseDriverOptions: jsonFromEnv("DATABASE_DRIVER_OPTIONS"),
    redisUrl: REDIS_URL,
    workerMode: MEDUSA_WORKER_MODE as "shared" | "server" | "worker",
    http: {
      storeCors: STOREFRONT_URL,
      adminCors: "http://localhost:9000,http://localhost:5173",
      authCors: `${STOREFRONT_URL},http://localhost:9000`,
      ...(VERIFY_CUSTOMERS === "true" && {
        authVerificationsPerActor: {
          customer: [{ entity_type: "email", auth_provider: "emailpass" }],
        },
      }),
    },
  },
  // Without it Medusa loads the caching module and does not use it.
  featureFlags: { caching: Boolean(REDIS_URL) },
  admin: {
    disable: process.env.MEDUSA_ADMIN_DISABLED === "true",
  },
  modules: [
    {
      resolve: "./src/modules/promotion-redemption",
      options: {
        baseUrl: ENGAGE_BASE_URL,
        apiKey: ENGAGE_API_KEY,
        ...jsonFromEnv("ENGAGE_PLUGIN_OPTIONS"),
      },
    },
    ...(REDIS_URL ? redisModules(REDIS_URL) : []),
    ...testModules(),
  ],
})
