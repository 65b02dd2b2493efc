import { resolve } from "node:path"

import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Mailbox } from "./mailbox"

/** What a shop of the demo is like. */
export type ShopSettings = {
  databaseUrl: string
  engage: EngageSandbox
  /** 0: any free one. */
  port: number
  admin: boolean
  /** Where the example storefront is, if there is one, without a slash. */
  storefrontUrl?: string
  /** A Redis for the shop, if it is to use one. */
  redisUrl?: string
  /** Where its mail goes, when several processes send it. */
  mailbox?: Mailbox
  /** Further environment variables, as `medusa-config.ts` names them. */
  environment?: NodeJS.ProcessEnv
  /** Where its `medusa-config` is; this repository by default. */
  directory?: string
  /** What runs it; `run-shop.ts` by default. */
  program?: string
}

/** Where the shop's `medusa-config` is. */
export function shopDirectory({
  directory = resolve(__dirname, "../.."),
}: Pick<ShopSettings, "directory">): string {
  return directory
}

/** The settings as `medusa-config.ts` reads them. */
export function shopEnvironment({
  databaseUrl,
  engage,
  admin,
  redisUrl = "",
  storefrontUrl,
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
    ...(storefrontUrl && {
      STOREFRONT_URL: storefrontUrl,
      VERIFY_CUSTOMERS: "true",
    }),
    ...environment,
  }
}
