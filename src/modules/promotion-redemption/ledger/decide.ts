import type { ErrorCode } from "../../../errors/catalogue"
import { isRefusal } from "../../../errors/reasons"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import type { Verification } from "../engage/types"
import type { DueRedemption } from "./due"
import type { TakenEvent } from "./events"

/** What is known about a redemption when the job, or an operator, looks at it. */
export type Facts = {
  /** The order that the row names. Null: it names none, or one that is deleted. */
  order: { canceled: boolean; paid: boolean } | null
  /** Orders were made of the row's cart, as far as the turn has read. */
  cart_is_ordered: boolean
  /** The order that stands with the discount of a refused row. Null: none. */
  standing_order_id: string | null
  /** After so many days an order that nobody has paid is shown to an operator. */
  unpaid_order_days: number

  // Found out when a decision asks for it, and left out before.

  /** What Engage's list says. */
  verification?: Verification
  /** For how long a call of ours may still arrive, in milliseconds. */
  landing_ms?: number
  /** Read under the lock of the cart, which is held until the event is written. */
  cart?: {
    /** The order that gets the redemption. */
    order_id: string | null
    order_ids: string[]
  }
  /** Of the cart's orders, the one that the row's promotion discounts. */
  discounted_order_id?: string | null
  /** The row's promotion discounts the cart. */
  cart_is_discounted?: boolean
  /** Ids of the payments of the undone order that nobody has given back. */
  kept_payments?: string[]
  /** Why Engage refused the row, when its reason is another by now. */
  refusal?: ErrorCode
}

/** What is to be done next about a redemption that is taken. */
export type Decision =
  /** Write this, and give the row up. */
  | TakenEvent
  /** Call Engage: `look` asks for the list, `redeem` redeems. */
  | { call: "look" | "redeem" }
  /** Find this fact out, and decide again. */
  | {
      find:
        | "landing_ms"
        | "cart"
        | "discounted_order_id"
        | "cart_is_discounted"
        | "kept_payments"
        | "refusal"
    }
  /** Nothing: the row has come to its end. */
  | null

/** What a completion knows when it comes to redeem what it has claimed. */
export type CheckoutFacts = {
  run_id: string
  /** The order has a payment, or there is nothing to pay. */
  paid: boolean
  /** The plugin is switched on. */
  enabled: boolean
  /** Why Engage's list says that it would refuse. Null: it says nothing of it. */
  refusal: ErrorCode | null
  /** The customer has waited as long as the shop lets them. */
  time_is_over: boolean
  /** `abort`: the shop wants no order without a verdict. */
  on_unavailable: "defer" | "abort"
}

/** What a completion does next with a redemption that it has claimed. */
export type CheckoutDecision =
  /** An earlier completion has redeemed it: it is this order's now. */
  | { event: "bind_order" }
  /** The order stands, and the job sends it. */
  | {
      event: "defer_unsent"
      reason: "engage_unavailable" | "payment_pending"
    }
  /** The order stands, and the job finds out what became of the call. */
  | { event: "defer_sent"; reason: "outcome_unknown" }
  | { event: "refuse_unsent"; reason: ErrorCode }
  | { call: "redeem" }
  /** Nothing is written: the order is undone. */
  | { stop: ErrorCode }
  /** Another run has it. */
  | null

const DAY_MS = 24 * 60 * 60 * 1000

/** What the job does with a row that is due. */
export function decide(row: DueRedemption, facts: Facts): Decision {
  switch (row.status) {
    case "linked":
      return facts.cart_is_ordered
        ? decideUnsent(facts)
        : { event: "wait_on_cart" }
    case "claimed":
      return decideUnsent(facts)
    case "redeeming":
    case "pending":
      return decideUnsettled(row, facts)
    case "redeemed":
      if (!row.order_id) {
        return decideWaiting(row, facts)
      }
      return { event: facts.order ? "see_order" : "miss_order" }
    case "attention":
      if (row.rejected_at) {
        return decideRefused(row, facts)
      }
      if (!row.order_id) {
        return decideWaiting(row, facts)
      }
      return isUnsettled(row, facts)
        ? decideUnsettled(row, facts)
        : decideShown(row, facts)
    case "rejected":
      return decideRefused(row, facts)
    case "released":
      return null
  }
}

/**
 * Whether the job goes on with the row's calls. Nobody holds the row any more, so
 * whoever made a call that is still open is gone.
 */
export function isUnsettled(row: DueRedemption, facts: Facts): boolean {
  switch (row.status) {
    case "redeeming":
    case "pending":
      return true
    case "attention":
      return !row.rejected_at && !!row.order_id && canSettleShown(row, facts)
    default:
      return false
  }
}

/**
 * What an operator's "try again" does. The row is `attention` or `pending`, and is
 * taken for what it was before an operator was shown it.
 */
export function decideForOperator(row: DueRedemption, facts: Facts): Decision {
  if (row.redeemed_at) {
    return decideWaiting(row, facts)
  }
  return row.rejected_at
    ? decideRefused(row, facts)
    : decideUnsettled(row, facts)
}

/**
 * What a completion does with a redemption that it has claimed, now that the order
 * is made and paid.
 */
export function decideAtCheckout(
  row: Pick<PromotionRedemptionDTO, "run_id" | "status" | "redeemed_at">,
  facts: CheckoutFacts
): CheckoutDecision {
  if (row.run_id !== facts.run_id) {
    // The job has taken it on, with this very order: the job settles it.
    return null
  }
  if (row.redeemed_at) {
    return { event: "bind_order" }
  }
  if (row.status === "redeeming") {
    // This run noted a call and never learned how that ended. The call may have
    // arrived: the job asks Engage's list before anybody sends again.
    return { event: "defer_sent", reason: "outcome_unknown" }
  }
  if (!facts.paid) {
    return { event: "defer_unsent", reason: "payment_pending" }
  }
  if (!facts.enabled) {
    return { event: "defer_unsent", reason: "engage_unavailable" }
  }
  if (facts.refusal) {
    return { event: "refuse_unsent", reason: facts.refusal }
  }
  if (!facts.time_is_over) {
    return { call: "redeem" }
  }
  return facts.on_unavailable === "abort"
    ? { stop: "engage_unavailable" }
    : { event: "defer_unsent", reason: "engage_unavailable" }
}

/**
 * Nothing was sent, and orders were made of the cart, or a dead server may have
 * made one: on with its order, or back on its cart. It is the same with a row that
 * the job took from a completion that stood still for longer than its claim lasts.
 * An order to which the promotion gave nothing has no use for the row. When the
 * promotion discounts the cart and no order of it, a workflow of the shop's has
 * copied the discount in a way of its own, or left it out: an operator can see
 * which.
 */
function decideUnsent({
  cart,
  discounted_order_id,
  cart_is_discounted,
}: Facts): Decision {
  if (!cart) {
    return { find: "cart" }
  }
  const [first] = cart.order_ids
  if (!first) {
    return { event: "wait_on_cart" }
  }
  // Of several orders, `cart` has looked for it already.
  const discounted =
    cart.order_ids.length > 1 ? cart.order_id : discounted_order_id
  if (discounted === undefined) {
    return { find: "discounted_order_id" }
  }
  if (discounted) {
    return { event: "find_order", order_id: discounted }
  }
  if (cart_is_discounted === undefined) {
    return { find: "cart_is_discounted" }
  }
  return cart_is_discounted
    ? { event: "find_order_undiscounted", order_id: first }
    : { event: "release_without_discount" }
}

/** Sent, or for an order: send, ask, wait for the payment, or let go. */
function decideUnsettled(row: DueRedemption, facts: Facts): Decision {
  const { order, verification } = facts
  if (!row.order_id) {
    return decideWithoutOrder(row, facts)
  }
  if (!order) {
    return decideDeletedOrder(row, facts)
  }
  if (order.canceled) {
    return decideCanceledOrder(row, facts)
  }
  if (!row.maybe_sent) {
    return order.paid ? { call: "redeem" } : decideUnpaid(row, facts)
  }
  // An earlier call may have arrived: ask first, and only then send.
  switch (verification) {
    case undefined:
      return { call: "look" }
    case "redeemed":
      return { event: "find_redeemed" }
    case "no_answer":
      return { event: "try_later" }
    case "not_redeemed":
    case "absent":
      return { call: "redeem" }
  }
}

/**
 * Nobody has paid the order yet. After some days an operator is told, and the job
 * goes on to look whether the order is paid or cancelled.
 */
function decideUnpaid(
  { waited_ms }: DueRedemption,
  { unpaid_order_days }: Facts
): Decision {
  return {
    event:
      waited_ms >= unpaid_order_days * DAY_MS
        ? "payment_overdue"
        : "wait_for_payment",
  }
}

/**
 * The order was undone with the call's outcome unknown. Without an order nothing
 * is sent; the list can say what became of the call. A completion that took the
 * row on may have placed an order meanwhile, and died: then it is that order's.
 */
function decideWithoutOrder(
  row: DueRedemption,
  { cart_is_ordered, verification, cart }: Facts
): Decision {
  const asks = row.maybe_sent && !cart_is_ordered
  if (asks && !verification) {
    return { call: "look" }
  }
  if (!cart) {
    return { find: "cart" }
  }
  if (cart.order_id) {
    return { event: "find_order", order_id: cart.order_id }
  }
  if (verification === "redeemed") {
    return { event: "find_redeemed_without_order" }
  }
  if (row.status === "attention") {
    return { event: "see_nothing_new" }
  }
  return verification === undefined || verification === "not_redeemed"
    ? { event: "wait_on_cart" }
    : { event: "try_later" }
}

/** The order is deleted: nothing more is sent for it. */
function decideDeletedOrder(
  row: DueRedemption,
  { verification }: Facts
): Decision {
  const unpaid = row.reason === "payment_overdue"
  if (!row.maybe_sent && (row.status === "pending" || unpaid)) {
    return { event: "release_without_order", reason: "order_gone" }
  }
  switch (verification) {
    case undefined:
      return { call: "look" }
    case "redeemed":
      return { event: "find_redeemed_without_order" }
    case "no_answer":
      return { event: "try_later_order_gone" }
    case "not_redeemed":
    case "absent":
      return { event: "show_order_gone" }
  }
}

/**
 * The order is cancelled: nothing more is sent for it, and the customer has the
 * offer again unless Engage has it as redeemed. Engage's list says so once none of
 * our calls can arrive any more.
 */
function decideCanceledOrder(
  row: DueRedemption,
  { landing_ms, verification }: Facts
): Decision {
  if (!row.maybe_sent) {
    return { event: "release_without_order", reason: "order_canceled" }
  }
  if (landing_ms === undefined) {
    return { find: "landing_ms" }
  }
  if (landing_ms > 0) {
    return { event: "wait_for_landing", landing_ms }
  }
  switch (verification) {
    case undefined:
      return { call: "look" }
    case "redeemed":
      return { event: "find_redeemed" }
    case "not_redeemed":
      return { event: "release_without_order", reason: "order_canceled" }
    case "no_answer":
      return { event: "try_later_order_canceled" }
    case "absent":
      return { event: "show_order_canceled" }
  }
}

/**
 * Redeemed, or for an operator, and without an order as far as the ledger knows. A
 * completion that took the row and died may have placed one: then it is that
 * order's, and no other cart may have it.
 */
function decideWaiting(row: DueRedemption, { cart }: Facts): Decision {
  if (!cart) {
    return { find: "cart" }
  }
  const { order_id } = cart
  if (row.status !== "redeemed") {
    return order_id && row.redeemed_at
      ? { event: "take_order", order_id }
      : { event: "note_order_of_cart", order_id }
  }
  if (order_id) {
    return { event: "take_order", order_id }
  }
  return { event: row.waited_long ? "miss_order_for_long" : "wait_for_order" }
}

/**
 * Whether the job may settle what an operator is shown: an order that nobody has
 * paid may be paid after all, and one that was cancelled gives its offer back.
 */
function canSettleShown(
  { reason, redeemed_at }: DueRedemption,
  { order }: Facts
): boolean {
  return (
    reason === "payment_overdue" || (!redeemed_at && order?.canceled === true)
  )
}

/**
 * Refused. While its completion has not undone the order, the server may be dead
 * and the discount given, or undoing takes long: an operator is shown the row, and
 * it stays the completion's. A payment that was not given back with its order is
 * shown as well.
 */
function decideRefused(row: DueRedemption, facts: Facts): Decision {
  const { standing_order_id: order_id, kept_payments, refusal } = facts
  if (!order_id && row.payment_collection_id) {
    if (!kept_payments) {
      return { find: "kept_payments" }
    }
    if (kept_payments.length) {
      return { event: "payment_not_returned" }
    }
  }
  if (row.status === "rejected") {
    return order_id
      ? { event: "refused_order_stands", order_id }
      : { event: "refused_order_undone" }
  }
  const isShownForPayment = row.reason === "payment_not_returned"
  if (isShownForPayment && !refusal) {
    return { find: "refusal" }
  }
  const reason = isShownForPayment ? (refusal ?? null) : row.reason
  return order_id
    ? { event: "shown_refusal_stands", order_id, reason }
    : { event: "shown_refusal_over", reason }
}

/**
 * An operator is shown its order. Was that undone since, the cart can be bought
 * again: without the discount when it was refused, and else the next completion
 * finds out whether Engage has it.
 */
function decideShown(
  { reason }: DueRedemption,
  { order, standing_order_id }: Facts
): Decision {
  if (order?.canceled || standing_order_id) {
    return { event: "see_nothing_new" }
  }
  return {
    event: isRefusal(reason) ? "shown_order_undone" : "shown_order_missed",
  }
}
