import type { ErrorCode } from "../../../errors/catalogue"
import { isRefusal } from "../../../errors/reasons"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import type { Verification } from "../engage/types"
import type { DueRedemption } from "./due"
import type { TakenEvent } from "./events"
import { isRefused } from "./row"
import { UNDONE_PAYMENT_CHECK_MS } from "./time"

/**
 * What is left of an order that was changed since it was placed: the discount of the
 * row's promotion, items without that discount, or nothing, as everything was returned.
 */
export type OrderKeeps = "discount" | "no_discount" | "nothing"

/** The facts about a redemption that the job, or an operator's action, has read. */
export type Facts = {
  /** The order that the row names. Null: no order is named, or a deleted order. */
  order: { canceled: boolean; paid: boolean; changed: boolean } | null
  /** Orders exist for the row's cart. Read before the worker had the cart's lock. */
  cart_is_ordered: boolean
  /** The order that stands with the discount of a refused row. Null: none. */
  standing_order_id: string | null
  /** Days after which an unpaid order is shown to an operator. */
  unpaid_order_days: number

  // Facts that the caller looks up only when a decision asks for the fact.

  /** The state of the assignment by Engage's list. */
  verification?: Verification
  /** How long a call of ours may still reach Engage, in milliseconds. */
  landing_ms?: number
  /**
   * Read under the cart's lock, which the caller keeps until the event is written.
   */
  cart?: {
    /** The order that the redemption is for. */
    order_id: string | null
    order_ids: string[]
  }
  /** The order of the cart that the row's promotion discounts. */
  discounted_order_id?: string | null
  /** The row's promotion discounts the cart. */
  cart_is_discounted?: boolean
  /** What is left of a changed order. */
  order_keeps?: OrderKeeps
  /** Ids of the undone order's payments that were not returned. */
  kept_payments?: string[]
  /** Why the row was closed before an operator was shown its payment. */
  refusal?: ErrorCode | "payment_returned"
}

/** The next step for a redemption that a worker has taken. */
export type Decision =
  /** Write this event, and release the lease. */
  | TakenEvent
  /** Call Engage: `look` asks for the list, `redeem` redeems. */
  | { call: "look" | "redeem" }
  /** Look this fact up, and decide again. */
  | {
      find:
        | "landing_ms"
        | "cart"
        | "discounted_order_id"
        | "cart_is_discounted"
        | "order_keeps"
        | "kept_payments"
        | "refusal"
    }

/** The facts that a completion has when redeeming a claimed row. */
export type CheckoutFacts = {
  run_id: string
  /** The order has a payment, or costs nothing. */
  paid: boolean
  /** The plugin is switched on. */
  enabled: boolean
  /** Why Engage would refuse, by Engage's list. Null: the list shows no reason. */
  refusal: ErrorCode | null
  /** The customer has waited as long as the shop lets them. */
  time_is_over: boolean
  /** `abort`: the shop accepts no order without a verdict. */
  on_unavailable: "defer" | "abort"
}

/** The next step of a completion with a claimed row. */
export type CheckoutDecision =
  /** An earlier completion has redeemed the assignment, now for this order. */
  | { event: "bind_order" }
  /** The order stands, and the job makes the call later. */
  | {
      event: "defer_unsent"
      reason: "engage_unavailable" | "payment_pending"
    }
  /** The order stands, and the job finds out what became of the call. */
  | { event: "defer_sent"; reason: "outcome_unknown" }
  | { event: "refuse_unsent"; reason: ErrorCode }
  | { call: "redeem" }
  /** No event: the completion throws, and Medusa undoes the order. */
  | { stop: ErrorCode }
  /** Another worker holds the lease. */
  | null

const DAY_MS = 24 * 60 * 60 * 1000

/** The job's decision about a due row. */
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
      return decideReleased(facts)
  }
}

/**
 * Whether the job goes on with the row's calls. If so, the caller closes open
 * attempts: the row's lease had ended, so the process that opened an attempt is
 * gone.
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
 * The decision for an operator's "try again". The row is `attention` or `pending`,
 * and is treated as before an operator was shown the row.
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
 * Whether the job checks the payment of a row whose completion was undone without a
 * refusal, for example because Engage was down. Not before Medusa has had the time
 * to undo the payment.
 *
 * @param now by the server's clock, in milliseconds: a fifth of the time is left for
 * the difference to the database's clock.
 */
export function checksUndonePayment(row: DueRedemption, now: number): boolean {
  const age_ms = now - row.status_changed_at.getTime()
  return (
    row.payment_collection_id !== null &&
    !isRefused(row) &&
    age_ms >= UNDONE_PAYMENT_CHECK_MS * 0.8
  )
}

/** A completion's decision about a claimed row, once the order is made and paid. */
export function decideAtCheckout(
  row: Pick<PromotionRedemptionDTO, "run_id" | "status" | "redeemed_at">,
  facts: CheckoutFacts
): CheckoutDecision {
  if (row.run_id !== facts.run_id) {
    // The job has taken the row, with the same order: the job redeems.
    return null
  }
  if (row.redeemed_at) {
    return { event: "bind_order" }
  }
  if (row.status === "redeeming") {
    // This completion noted a call and never learned how the call ended. The call
    // may have arrived: the job asks Engage's list before a second call is made.
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
 * No call was made, and orders of the cart exist, or a dead server may have made
 * an order. The row goes on with its order, or back on its cart. The same holds
 * for a row that the job took from a completion which stood still for longer than
 * its claim lasts.
 *
 * If the promotion discounts neither order nor cart, the row is released. If the
 * promotion discounts the cart but no order of the cart, a workflow of the shop
 * has copied the discount in a way of its own, or left the discount out: an
 * operator checks.
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
  // With several orders, `cart.order_id` already is the discounted order.
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

/** A row that was sent or has an order: send, ask, wait for payment, or release. */
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
  if (!row.may_have_arrived) {
    return decideUnused(row, facts)
  }
  // An earlier call may have arrived: ask Engage's list before sending again.
  switch (verification) {
    case undefined:
      return { call: "look" }
    case "redeemed":
      return { event: "find_redeemed" }
    case "no_answer":
      return { event: "try_later" }
    case "not_redeemed":
    case "absent":
      return decideUnused(row, facts)
  }
}

/**
 * The order stands, and Engage has not redeemed for it. The payment is looked at also
 * after a first call: when staff edit an order, Medusa cancels a payment that is
 * authorised only.
 */
function decideUnused(row: DueRedemption, facts: Facts): Decision {
  if (!facts.order?.paid) {
    return decideUnpaid(row, facts)
  }
  // An operator who knows that the discount is gone, and tries again, wants a call.
  return facts.order.changed && row.reason !== "no_discount"
    ? decideChangedOrder(row, facts)
    : { call: "redeem" }
}

/**
 * The order is paid, and was changed since it was placed. Only what discounts is
 * redeemed: staff may have removed the discounted items, or everything may have been
 * returned. A returned order whose call may have arrived is redeemed all the same: then
 * an operator, or the shop's option, gives the offer back.
 */
function decideChangedOrder(
  { may_have_arrived }: DueRedemption,
  { order_keeps }: Facts
): Decision {
  switch (order_keeps) {
    case undefined:
      return { find: "order_keeps" }
    case "discount":
      return { call: "redeem" }
    case "no_discount":
      return { event: "show_undiscounted" }
    case "nothing":
      return may_have_arrived
        ? { call: "redeem" }
        : { event: "release_without_order", reason: "order_returned" }
  }
}

/**
 * The customer has not paid the order yet. After some days an operator is told,
 * and the job goes on checking whether the order is paid or cancelled.
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
 * The order was undone while the call's outcome was unknown. Without an order the
 * job sends nothing; the list can show whether the call arrived. Meanwhile a
 * completion may have taken the row, placed an order and died: then the redemption
 * is for that order.
 */
function decideWithoutOrder(
  row: DueRedemption,
  { cart_is_ordered, verification, cart }: Facts
): Decision {
  const asks = row.may_have_arrived && !cart_is_ordered
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

/**
 * An operator released the assignment of an unpaid order. If that order is paid
 * after all, the order keeps the discount and nothing is redeemed for it, while the
 * customer can use the assignment for another order: an operator is shown the row.
 */
function decideReleased({ order }: Facts): Decision {
  if (!order || order.canceled) {
    return { event: "end_payment_watch" }
  }
  return { event: order.paid ? "show_paid_after_release" : "watch_payment" }
}

/** The order is deleted: the job makes no more redeem calls. */
function decideDeletedOrder(
  row: DueRedemption,
  { verification }: Facts
): Decision {
  const unpaid = row.reason === "payment_overdue"
  if (!row.may_have_arrived && (row.status === "pending" || unpaid)) {
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
 * The order is cancelled: the job makes no more redeem calls, and the customer has
 * the offer again unless Engage has redeemed. Engage's list can tell once none of
 * our calls can arrive any more.
 */
function decideCanceledOrder(
  row: DueRedemption,
  { landing_ms, verification }: Facts
): Decision {
  if (!row.may_have_arrived) {
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
 * Redeemed, or for an operator, and the ledger knows no order. A completion may
 * have taken the row, placed an order and died: then the redemption is for that
 * order, and no other cart may use the redemption.
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
 * Whether the job may still settle a row that an operator is shown: an unpaid
 * order may be paid after all, and a cancelled order frees the offer.
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
 * Refused. While the order stands, the server may have died with the discount
 * given, or undoing takes long: an operator is shown the row, and the row keeps
 * the completion's `run_id`. An operator is also shown a payment that was not
 * returned with the order.
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
 * An operator is shown the row with its order. If the order was undone since, the
 * customer can buy the cart again: after a refusal without the discount, otherwise
 * the next completion finds out whether Engage has redeemed.
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
