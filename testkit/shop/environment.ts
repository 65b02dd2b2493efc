import { resolve } from "node:path"

import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Mailbox } from "./mailbox"

/** The settings of a demo shop. */
export type ShopSettings = {
  databaseUrl: string
  engage: EngageSandbox
  /** 0: any free port. */
  port: number
  admin: boolean
  /** The example storefront's address, if used, without a slash at the end. */
  storefrontUrl?: string
  /** The shop's Redis, if used. */
  redisUrl?: string
  /** The mailbox of the shop's mail, if several processes share a mailbox. */
  mailbox?: Mailbox
  /** More environment variables, as `medusa-config.ts` names them. */
  environment?: NodeJS.ProcessEnv
  /** The folder of the shop's `medusa-config`; this repository by default. */
  directory?: string
}

/** The folder of the shop's `medusa-config`. */
export function shopDirectory({
  directory = resolve(__dirname, "../.."),
}: Pick<ShopSettings, "directory">): string {
  return directory
}

/** The settings as environment variables for `medusa-config.ts`. */
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
