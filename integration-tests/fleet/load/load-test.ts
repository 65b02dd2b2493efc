import type { Pool } from "@medusajs/framework/pg"

import type { EngageSandbox } from "../../../packages/engage-sandbox/src"
import type { Customer } from "../../../testkit/purchases/customers"
import type { ShopLedger } from "../../../testkit/ledger/shop-ledger"
import type { Catalogue } from "../../../testkit/purchases/purchases"
import type { Random } from "../../../testkit/random"
import type { MeasuredShop } from "./measured-shop"

/** What every part of the load test works with. */
export type LoadTest = {
  engage: EngageSandbox
  ledger: ShopLedger
  pool: Pool
  random: Random
  catalogue: Catalogue
  customers: Customer[]
  /** Starts a server of the shop with options of the plugin. */
  boot(options: Record<string, unknown>): Promise<MeasuredShop>
}
