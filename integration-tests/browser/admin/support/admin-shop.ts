import { mkdir, rm, symlink } from "node:fs/promises"
import { join, resolve } from "node:path"

import { createDatabase } from "../../../../testkit/shop/database"
import { startEngage } from "../../../../testkit/engage"
import { Lifetime } from "../../../../testkit/lifetime"
import { migrate } from "../../../../testkit/shop/migrate"
import {
  startShop,
  type RunningShop,
} from "../../../../testkit/shop/start-shop"
import type { ShopSettings } from "../../../../testkit/shop/environment"
import type { EngageSandbox } from "../../../../packages/engage-sandbox/src"
import { ensureAdmin } from "./ensure-admin"

/** A shop in a process of its own that serves the admin as it is built. */
export type AdminShop = {
  shop: RunningShop
  engage: EngageSandbox
  databaseUrl: string
  close: () => Promise<void>
}

const ROOT = resolve(__dirname, "../../../..")

/**
 * Puts the built admin where a shop serves it from, until the lifetime ends: the
 * build of the plugin takes all that is in `public` into the package.
 */
async function provideAdmin(lifetime: Lifetime): Promise<void> {
  const publicFolder = join(ROOT, "public")
  const remove = () => rm(publicFolder, { recursive: true, force: true })
  await remove()
  await mkdir(publicFolder)
  lifetime.onEnd(remove)
  await symlink(
    join(ROOT, "artifacts/admin"),
    join(publicFolder, "admin"),
    "junction"
  )
}

/** Builds the admin, and starts the demo's shop with it and an Engage. */
export async function openAdminShop(): Promise<AdminShop> {
  const lifetime = new Lifetime()
  try {
    await ensureAdmin()
    await provideAdmin(lifetime)
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
