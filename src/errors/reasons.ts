import type { ErrorCode } from "./catalogue"

/**
 * Reasons for the ledger and its operators: no answer to a shopper has such a reason.
 * Code → sentence for an operator.
 */
export const LEDGER_REASONS = {
  engage_misconfigured:
    "Engage's answer shows a wrong key, address or set-up on our side.",
  outcome_unknown:
    "The call was sent, and whether Engage redeemed the assignment is not known.",
  payment_pending: "The order is placed and its payment is still to come.",
  payment_overdue: "Nobody has paid the order for `unpaidOrderDays` days.",
  paid_after_release:
    "The order was paid after an operator had released its assignment: it has the" +
    " discount, and nothing is redeemed for it.",
  redeemed_without_order:
    "The assignment is redeemed, and no order has used it for 24 hours.",
  order_gone: "The order was deleted or cancelled before it could be settled.",
  order_canceled: "The order was cancelled.",
  order_returned:
    "Everything on the order was returned before it was redeemed.",
  written_off: "An operator closed this redemption without Engage.",
  not_redeemed:
    "An operator says that Engage has not redeemed it: the customer has it again.",
  retries_exhausted: "No verdict from Engage within 24 hours of trying.",
  payment_not_returned:
    "The cart became no order, and its payment was not cancelled or refunded:" +
    " money may have been taken. Look at the payment and give it back.",
  payment_returned:
    "The cart became no order. Its payment was cancelled or refunded later.",
  no_discount: "The promotion gave the order no discount.",
  customer_changed: "The cart has come to belong to another customer.",
  unlinked: "Taken off the cart.",
  promotion_automatic:
    "Its promotion in Medusa became automatic: everybody has the discount.",
  promotion_deleted: "Its promotion in Medusa was deleted.",
} as const

/** A reason that stays inside the ledger. */
export type LedgerReason = keyof typeof LEDGER_REASONS

/** The values of a redemption's `reason`. */
export type RedemptionReason = ErrorCode | LedgerReason

/** Whether a reason is a refusal, and not one of the ledger's own reasons. */
export function isRefusal(
  reason: RedemptionReason | null
): reason is Exclude<RedemptionReason, LedgerReason> {
  return reason !== null && !(reason in LEDGER_REASONS)
}
