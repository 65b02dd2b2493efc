import type { Lifetime } from "../lifetime"
import type { ShopSettings } from "./environment"
import { startShop, type RunningShop } from "./start-shop"

/** One of the shop's servers, each a process, all on one database. */
export type Server = RunningShop & {
  name: string
  /** What it sends to Engage as its user agent. */
  userAgent: string
}

/** How a server differs from the others of its shop. */
export type ServerSettings = {
  name: string
  /** Options of the plugin. */
  options: object
  /** Further environment variables, as `medusa-config.ts` names them. */
  environment?: NodeJS.ProcessEnv
}

/** Starts a server that Engage can tell from the others. */
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
