/**
 * `npm run test:load`: many customers at once while Engage is quick, slow and
 * silent, and the backlog of an hour without Engage, on a real shop with what it
 * holds measured from inside. LOAD_CARTS, LOAD_ROWS and LOAD_PACE change sizes;
 * `npm run test:load -- backlog` or `-- checkouts` plays one part alone.
 */
import { Pool } from "@medusajs/framework/pg"

import { withLifetime, type Lifetime } from "../../../testkit/lifetime"
import { createDatabase } from "../../../testkit/shop/database"
import { migrate } from "../../../testkit/shop/migrate"
import { main } from "../../../scripts/run"
import { startEngageSandbox } from "../../../packages/engage-sandbox/src"
import { registerCustomers } from "../../../testkit/purchases/customers"
import { ShopLedger } from "../../../testkit/ledger/shop-ledger"
import { readCatalogue } from "../../../testkit/purchases/purchases"
import { Random } from "../../../testkit/random"
import { Report } from "../report"
import { CARTS, checkOutAtOnce, ENGAGES } from "./checkouts"
import { drainBacklog, PACE, ROWS } from "./drain"
import type { LoadTest } from "./load-test"
import { startMeasuredShop, type MeasuredShop } from "./measured-shop"

const CUSTOMERS = 20

/** How long a call gets, in milliseconds: shorter than in a shop. */
const TIMEOUT_MS = 9_000

async function open(
  lifetime: Lifetime
): Promise<{ test: LoadTest; shop: MeasuredShop }> {
  const database = await createDatabase(lifetime)
  const engage = await startEngageSandbox({ requestsPerSecond: 10_000 })
  lifetime.onEnd(() => engage.close())
  const settings = { databaseUrl: database.url, engage }
  await migrate(lifetime, { ...settings, port: 0, admin: false })
  const ledger = new ShopLedger(database.url)
  lifetime.onEnd(() => ledger.close())
  const pool = new Pool({ connectionString: database.url, max: 2 })
  lifetime.onEnd(() => pool.end())
  const boot = (options: Record<string, unknown>) =>
    startMeasuredShop(lifetime, settings, options)
  const shop = await boot({ timeoutMs: TIMEOUT_MS })
  await ledger.stockUp()
  return {
    shop,
    test: {
      engage,
      ledger,
      pool,
      boot,
      random: new Random(1),
      catalogue: await readCatalogue(shop),
      customers: await registerCustomers(shop, engage, CUSTOMERS),
    },
  }
}

main(() =>
  withLifetime(async (lifetime) => {
    const only = process.argv[2]
    const { test, shop } = await open(lifetime)
    const report = new Report()
    for (const engage of only === "backlog" ? [] : ENGAGES) {
      await report.play(
        `${CARTS} completions at once, ${engage.name}`,
        (scenario) => checkOutAtOnce(test, scenario, { shop, engage })
      )
    }
    await shop.kill()
    if (only !== "checkouts") {
      await report.play(
        `${ROWS} redemptions wait, ${PACE} calls a second`,
        (scenario) => drainBacklog(test, scenario)
      )
    }
    return report.close()
  })
)
