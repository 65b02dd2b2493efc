import type { EngageSandbox } from "../../packages/engage-sandbox/src"

/** What a fresh shop reads from its environment. */
export function shopEnvironment(its: {
  databaseUrl: string
  engage: EngageSandbox
  /** Where the links in its mails lead to. */
  storefrontUrl: string
}): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: its.databaseUrl,
    ENGAGE_BASE_URL: its.engage.baseUrl,
    ENGAGE_API_KEY: its.engage.apiKey,
    STOREFRONT_URL: its.storefrontUrl,
    STORE_CORS: its.storefrontUrl,
    ADMIN_CORS: "http://localhost:9000",
    AUTH_CORS: `${its.storefrontUrl},http://localhost:9000`,
    JWT_SECRET: "fresh-shop",
    COOKIE_SECRET: "fresh-shop",
  }
}
