import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Customer } from "./customers"
import type { ShopLedger } from "../ledger/shop-ledger"
import type { Catalogue } from "./purchases"
import type { Random } from "../random"

/** A shop whose servers are processes, with all that it is driven and judged by. */
export type Scene = {
  engage: EngageSandbox
  ledger: ShopLedger
  random: Random
  catalogue: Catalogue
  customers: Customer[]
  /** Settles once a server runs that has a job. */
  ready: () => Promise<unknown>
}
