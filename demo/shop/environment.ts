import type { EngageSandbox } from "../../src/sandbox"

/** What a shop of the demo is like. */
export type ShopSettings = {
  databaseUrl: string
  engage: EngageSandbox
  /** 0: any free one. */
  port: number
  admin: boolean
  /** A Redis for the shop, if it is to use one. */
  redisUrl?: string
  /** Further environment variables, as `medusa-config.ts` names them. */
  environment?: NodeJS.ProcessEnv
}

/** The settings as `medusa-config.ts` reads them. */
export function shopEnvironment({
  databaseUrl,
  engage,
  admin,
  redisUrl = "",
  environment,
}: ShopSettings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "development",
    MEDUSA_DISABLE_TELEMETRY: "true",
    MEDUSA_ADMIN_DISABLED: String(!admin),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    ENGAGE_BASE_URL: engage.baseUrl,
    ENGAGE_API_KEY: engage.apiKey,
    ...environment,
  }
}
