import { createDatabase } from "../../../../demo/shop/database"
import { startEngage } from "../../../../demo/engage"
import { Lifetime } from "../../../../demo/lifetime"
import { migrate } from "../../../../demo/shop/migrate"
import {
  startShop,
  type RunningShop,
} from "../../../../demo/shop/start-shop"
import type { ShopSettings } from "../../../../demo/shop/environment"
import type { EngageSandbox } from "../../../../src/sandbox"
import { ensureAdmin } from "./ensure-admin"

/** A shop in a process of its own that serves the admin as it is built. */
export type AdminShop = {
  shop: RunningShop
  engage: EngageSandbox
  databaseUrl: string
  close: () => Promise<void>
}

/** Builds the admin, and starts the demo's shop with it and an Engage. */
export async function openAdminShop(): Promise<AdminShop> {
  const lifetime = new Lifetime()
  try {
    await ensureAdmin()
    const { url: databaseUrl } = await createDatabase(lifetime)
    const engage = await startEngage()
    lifetime.onEnd(() => engage.close())
    const settings: ShopSettings = {
      databaseUrl,
      engage,
      port: 0,
      admin: true,
      // In development the admin would be built piece by piece, on demand.
      environment: { NODE_ENV: "test" },
    }
    await migrate(lifetime, settings)
    const shop = await startShop(lifetime, settings)
    return { shop, engage, databaseUrl, close: () => lifetime.end() }
  } catch (error) {
    await lifetime.end()
    throw error
  }
}
