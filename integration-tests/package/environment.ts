import type { EngageSandbox } from "../../packages/engage-sandbox/src"

/** What a fresh shop reads from its environment. */
export function shopEnvironment(its: {
  databaseUrl: string
  engage: EngageSandbox
  mailUrl: string
}): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: its.databaseUrl,
    ENGAGE_BASE_URL: its.engage.baseUrl,
    ENGAGE_API_KEY: its.engage.apiKey,
    MAIL_URL: its.mailUrl,
    STORE_CORS: "http://localhost:8000",
    ADMIN_CORS: "http://localhost:9000",
    AUTH_CORS: "http://localhost:8000,http://localhost:9000",
    JWT_SECRET: "fresh-shop",
    COOKIE_SECRET: "fresh-shop",
  }
}
