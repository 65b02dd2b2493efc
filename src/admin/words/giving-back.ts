import type {
  OrderOutcome,
  ReassignStatus,
  RedemptionStatus,
} from "../../types/promotion-redemption"

/** The fields that decide whether an operator can give the offer back. */
export type ReturnableRedemption = {
  status: RedemptionStatus
  order_id: string | null
  reassign_status: ReassignStatus | null
  order_outcome: OrderOutcome | null
  order?: { status: string } | null
}

/**
 * The outcome of the redemption's order. A cancellation shows on the order before
 * the ledger has received the event.
 */
export function outcomeOf({
  order,
  order_outcome,
}: Pick<ReturnableRedemption, "order" | "order_outcome">): OrderOutcome | null {
  return order?.status === "canceled" ? "canceled" : order_outcome
}

/** Whether an operator can give the offer back; the same rule as the API's. */
export function canBeGivenBack(redemption: ReturnableRedemption): boolean {
  const { status, order_id, reassign_status } = redemption
  return (
    status === "redeemed" &&
    order_id !== null &&
    outcomeOf(redemption) !== null &&
    reassign_status !== "reassigned" &&
    reassign_status !== "sending"
  )
}

/**
 * Whether an operator has to decide about giving back: the API's
 * `give_back_undecided`.
 */
export function isGiveBackUndecided(redemption: ReturnableRedemption): boolean {
  return (
    canBeGivenBack(redemption) &&
    outcomeOf(redemption) !== "partly_returned" &&
    redemption.reassign_status !== "declined"
  )
}
