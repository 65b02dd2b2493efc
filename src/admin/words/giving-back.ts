import type {
  OrderOutcome,
  ReassignStatus,
  RedemptionStatus,
} from "../../types/promotion-redemption"

/** What of a redemption decides whether it can be given back. */
export type ReturnableRedemption = {
  status: RedemptionStatus
  order_id: string | null
  reassign_status: ReassignStatus | null
  order_outcome: OrderOutcome | null
  order?: { status: string } | null
}

/** What became of its order. The order itself knows before the ledger has heard. */
export function outcomeOf({
  order,
  order_outcome,
}: Pick<ReturnableRedemption, "order" | "order_outcome">): OrderOutcome | null {
  return order?.status === "canceled" ? "canceled" : order_outcome
}

/** Whether an operator can give the offer back, as the API has it. */
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

/** Whether an operator has to decide on it: `give_back_undecided` of the API. */
export function isGiveBackUndecided(redemption: ReturnableRedemption): boolean {
  return (
    canBeGivenBack(redemption) &&
    outcomeOf(redemption) !== "partly_returned" &&
    redemption.reassign_status !== "declined"
  )
}
