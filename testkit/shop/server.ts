import type { Lifetime } from "../lifetime"
import type { ShopSettings } from "./environment"
import { startShop, type RunningShop } from "./start-shop"

/** One of the shop's servers: each is a process, and all share a database. */
export type Server = RunningShop & {
  name: string
  /** The server's user agent in calls to Engage. */
  userAgent: string
}

/** The settings of one server of a shop. */
export type ServerSettings = {
  name: string
  /** Options of the plugin. */
  options: object
  /** More environment variables, as `medusa-config.ts` names them. */
  environment?: NodeJS.ProcessEnv
}

/**
 * Starts a server with its own user agent, by which a test can tell the servers'
 * calls apart.
 */
export async function startServer(
  lifetime: Lifetime,
  settings: Omit<ShopSettings, "port" | "admin">,
  { name, options, environment }: ServerSettings
): Promise<Server> {
  const userAgent = `Shop-${name}/1.0`
  const shop = await startShop(lifetime, {
    ...settings,
    port: 0,
    admin: false,
    environment: {
      LOG_LEVEL: "warn",
      ENGAGE_PLUGIN_OPTIONS: JSON.stringify({ ...options, userAgent }),
      ...environment,
    },
  })
  return { ...shop, name, userAgent }
}
