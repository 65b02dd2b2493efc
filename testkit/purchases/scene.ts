import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Customer } from "./customers"
import type { ShopLedger } from "../ledger/shop-ledger"
import type { Catalogue } from "./purchases"
import type { Random } from "../random"

/**
 * A shop whose servers are processes, with everything for driving and judging the
 * shop.
 */
export type Scene = {
  engage: EngageSandbox
  ledger: ShopLedger
  random: Random
  catalogue: Catalogue
  customers: Customer[]
  /** Resolves when a server with a job runs. */
  ready: () => Promise<unknown>
}
