/**
 * The shop that is measured, as it would run in production, with the plugins in
 * BENCH_PLUGINS (JSON, as Medusa's `plugins`); without it, plain Medusa.
 *
 * DATABASE_URL, REDIS_URL, MEDUSA_WORKER_MODE  as in the repository's
 * `medusa-config.ts`
 */
import type { InputConfig } from "@medusajs/framework/types"
import { defineConfig } from "@medusajs/framework/utils"

import { redisModules } from "../../scripts/redis-modules"
import { jsonFromEnv } from "../../scripts/json-from-env"

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    redisUrl: process.env.REDIS_URL,
    workerMode: (process.env.MEDUSA_WORKER_MODE ?? "shared") as
      "shared" | "server" | "worker",
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:8000,http://localhost:9000",
      jwtSecret: "bench",
      cookieSecret: "bench",
    },
  },
  admin: { disable: true },
  modules: process.env.REDIS_URL ? redisModules(process.env.REDIS_URL) : [],
  plugins: jsonFromEnv<InputConfig["plugins"]>("BENCH_PLUGINS") ?? [],
})
