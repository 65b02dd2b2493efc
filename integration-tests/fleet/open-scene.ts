import { startEngageSandbox } from "../../packages/engage-sandbox/src"
import { ShopLedger } from "../../testkit/ledger/shop-ledger"
import type { Lifetime } from "../../testkit/lifetime"
import { registerCustomers } from "../../testkit/purchases/customers"
import { readCatalogue } from "../../testkit/purchases/purchases"
import type { Scene } from "../../testkit/purchases/scene"
import { Random } from "../../testkit/random"
import { stockUp } from "../../testkit/shop/stock-up"
import type { ShopSettings } from "../../testkit/shop/environment"
import { migrate } from "../../testkit/shop/migrate"
import type { Server } from "../../testkit/shop/server"

/** What a suite's shop is like. */
type SceneSettings = {
  databaseUrl: string
  /** The database has its tables already. */
  migrated?: boolean
  /** What repeats the choices that are left to chance. */
  seed: number
  customers: number
  /** Starts the shop's servers. @returns one that answers requests. */
  start: (
    settings: Pick<ShopSettings, "databaseUrl" | "engage">
  ) => Promise<Server>
}

/** Opens a shop: its servers run, its customers are registered, its stock is full. */
export async function openScene(
  lifetime: Lifetime,
  { databaseUrl, migrated, seed, customers, start }: SceneSettings
): Promise<Omit<Scene, "ready">> {
  const engage = await startEngageSandbox({ requestsPerSecond: 10_000 })
  lifetime.onEnd(() => engage.close())
  const settings = { databaseUrl, engage }
  if (!migrated) {
    await migrate(lifetime, { ...settings, port: 0, admin: false })
  }
  const ledger = new ShopLedger(databaseUrl)
  lifetime.onEnd(() => ledger.close())
  const server = await start(settings)
  await stockUp(ledger.sql)
  return {
    ...{ engage, ledger },
    random: new Random(seed),
    catalogue: await readCatalogue(server),
    customers: await registerCustomers(server, engage, customers),
  }
}
