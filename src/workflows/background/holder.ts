import type { MedusaContainer } from "@medusajs/framework/types"

import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import type { TakenEvent } from "../../modules/promotion-redemption/ledger/events"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import type { NotedCall, RedeemInput } from "../calls/redeem"
import type { OrdersOfRedemptions } from "../medusa/orders"

/** The job's worker, or an operator: the holder of the lease of the redemptions. */
export type Holder = {
  container: MedusaContainer
  service: PromotionRedemptionModuleService
  /** As noted on each redemption. */
  run_id: string
  /** The orders of the holder's redemptions. */
  orders: OrdersOfRedemptions
  /** The operator. Left out: the job. */
  by?: string
  /** How long the operator waits for a call to Engage, in milliseconds. */
  wait_ms?: number
  /** The pace of the job's calls to Engage. Left out: calls go out at once. */
  pace?: {
    /** Commits a redeem call before its slot; null when the row has a new holder. */
    note(input: RedeemInput): Promise<NotedCall | null>
    /**
     * Awaited right before each call, for its slot.
     * @returns how long the call waited, in milliseconds.
     */
    wait(): Promise<number>
  }
}

/** The row as committed; null when the row has a new holder. */
export type Applied = Promise<PromotionRedemptionDTO | null>

/** Writes an event on one of the holder's redemptions, and ends its lease. */
export function apply(
  { service, by }: Holder,
  redemption: DueRedemption,
  event: TakenEvent
): Applied {
  return service.ledger.applyTaken(redemption, event, by)
}
