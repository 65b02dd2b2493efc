import type { Pool } from "@medusajs/framework/pg"

import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Customer } from "../processes/customers"
import type { ShopLedger } from "../processes/ledger"
import type { Catalogue } from "../processes/purchases"
import type { Random } from "../processes/random"
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
