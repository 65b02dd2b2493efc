import type { MedusaContainer } from "@medusajs/framework/types"

import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import type { TakenEvent } from "../../modules/promotion-redemption/ledger/events"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import type { OrdersOfRedemptions } from "../medusa/orders"

/** A worker's turn. It holds every redemption it works on. */
export type Turn = {
  container: MedusaContainer
  service: PromotionRedemptionModuleService
  run_id: string
  /** The orders of the redemptions in this turn. */
  orders: OrdersOfRedemptions
  /** The operator who asked for it; left out, it is the job's turn. */
  by?: string
  /** How long they wait for a call to Engage, in milliseconds. */
  wait_ms?: number
  /**
   * Awaited right before each call to Engage, for its slot in the pace.
   * @returns how long it waited, in milliseconds.
   */
  await_slot?: () => Promise<number>
}

/** The row as committed; null when another run has taken it since. */
export type Settled = Promise<PromotionRedemptionDTO | null>

/** Writes what became of a redemption that the turn holds, and gives it up. */
export function apply(
  { service, by }: Turn,
  redemption: DueRedemption,
  event: TakenEvent
): Settled {
  return service.ledger.applyTaken(redemption, event, by)
}
