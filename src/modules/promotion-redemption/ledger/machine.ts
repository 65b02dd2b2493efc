import { LEDGER_REASONS } from "../../../errors/reasons"
import type {
  AttemptOperation,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import * as is from "./effects"
import type { Effect, Guard, Taken } from "./effects"
import { MAY_HAVE_ARRIVED } from "./sent"
import {
  CLAIM_LEASE_MS,
  COMPLETION_CHECK_MS,
  LINKED_CHECK_MS,
  linkedCheckMs,
  NOT_HELD,
  PATIENCE_MS,
  paymentCheckMs,
  retryDelayMs,
} from "./time"

/** What an event requires and does. A column without an effect keeps its value. */
export type Rule<Facts = never> = {
  /**
   * Statuses in which a row may be. `new`: the event inserts a row. `any`: the
   * event accepts every status and keeps the row's.
   */
  readonly from: readonly RedemptionStatus[] | "new" | "any"
  readonly to: RedemptionStatus | "same"
  /** Conditions on the row besides its status. Checked in the same statement. */
  readonly only?: readonly Guard<Facts>[]
  /** The lease: its holder, and when the lease ends. */
  readonly lease?: Effect<Facts>
  /** The order that the redemption is for. */
  readonly order?: Effect<Facts>
  /** When the job looks at the row next. */
  readonly timer?: Effect<Facts>
  readonly reason?: Effect<Facts>
  /** Times and other columns. */
  readonly also?: readonly Effect<Facts>[]
  /** The call that is about to be made: the statement opens an attempt. */
  readonly opens?: AttemptOperation
  /**
   * If false, commits with `synchronous_commit = off`: visible at once, but a
   * crash of Postgres can lose the row. Safe only if a later commit without the
   * setting must succeed before anything depends on the row: Postgres writes its
   * log in order, so the later commit persists the row too. Default: true.
   */
  readonly durable?: false
}

/** The row is as its worker took it, and the worker releases the lease. */
const AS_TAKEN = { only: [is.asTaken], lease: is.released } as const

/** When the job tries again, after one more try without a verdict. */
const AFTER_TRY = is.afterAs<Taken>(
  "by the number of calls",
  ({ redemption }) => retryDelayMs(redemption.attempt_count + 1)
)

/** When the job checks again whether the order is paid. */
const PAYMENT_CHECK = is.afterAs<Taken>(
  "after a sixtieth of its time so far, 1 min to 6 h",
  ({ redemption }) => paymentCheckMs(redemption.waited_ms)
)

/** Statuses in which the job looks at the orders of a row's cart. */
const AT_WORK = [
  "linked",
  "claimed",
  "redeeming",
  "pending",
  "redeemed",
  "attention",
] as const

/** Statuses of a row sent or to send: without a verdict, or for an operator. */
const UNSETTLED = ["redeeming", "pending", "attention"] as const

/** Statuses in which the job redeems for an order that it finds on the cart. */
const WITHOUT_ORDER = ["linked", "claimed", ...UNSETTLED] as const

/**
 * No worker has a lease on the row, and no completion returns to the row. A
 * refused row whose server died keeps its `run_id` for an hour: the completion may
 * yet undo the order.
 */
const FREE = is.condition(
  "free",
  `${NOT_HELD} AND (rejected_at IS NULL OR run_id IS NULL)`
)

/**
 * Every change of a redemption's status, lease and order. Only this table says
 * which rows an event is for, to which status an event leads, and what happens to
 * lease, order, timer, reason and times. A caller names the event and gives the
 * facts that the event needs; `transition.ts` carries the event out in one
 * statement.
 */
export const MACHINE = {
  // ---- On a cart.

  /** A customer, or an operator, applies the offer. */
  link: {
    from: "new",
    to: "linked",
    timer: is.after(LINKED_CHECK_MS),
  },
  /** A redeemed row without an order: the customer applies the offer again. */
  move_to_cart: {
    from: ["redeemed", "attention"],
    to: "same",
    only: [is.asRead, is.withoutOrder, is.noHolder],
    also: [is.ofCart, is.ofCustomer, is.forPromotion, is.ofAnotherOrder],
  },
  unlink: {
    from: ["linked"],
    to: "released",
    timer: is.never,
    reason: is.given,
  },
  /**
   * Another Medusa promotion replaces the row's, or the promotion has a new code.
   */
  change_promotion: {
    from: ["linked"],
    to: "same",
    also: [is.forPromotion],
  },
  /** The row's Medusa promotion cannot be used any more. There is no order. */
  refuse_linked: {
    from: ["linked"],
    to: "rejected",
    timer: is.never,
    reason: is.given,
    also: [is.refusedNow],
  },

  // ---- A completion begins. Nothing is sent yet.

  claim: {
    from: ["linked", "claimed"],
    to: "claimed",
    only: [is.asRead, is.linkedNotHeldOrOwn],
    lease: is.heldFor(CLAIM_LEASE_MS),
    timer: is.after(CLAIM_LEASE_MS),
    also: [is.discount],
    // Medusa commits the order, or the ledger the call, before anything depends on
    // the claim.
    durable: false,
  },
  /** The cart's only offer, freshly linked: claimed without reading the row before. */
  claim_only: {
    from: ["linked"],
    to: "claimed",
    only: [is.onlyOfCart, is.ofCartCustomer, is.neverPutBack],
    lease: is.heldFor(CLAIM_LEASE_MS),
    timer: is.after(CLAIM_LEASE_MS),
    also: [is.discount],
    durable: false,
  },
  /** An earlier completion has bound the row to the cart. */
  resume: {
    from: ["pending", "redeemed", "attention"],
    to: "same",
    only: [is.asRead, is.withoutOrder, is.notHeldOrOwn],
    lease: is.heldFor(CLAIM_LEASE_MS),
    timer: is.after(CLAIM_LEASE_MS),
    also: [is.discount],
  },
  /** Another redemption reserves the assignment: the order will be refused. */
  refuse_reserved_elsewhere: {
    from: ["linked"],
    to: "rejected",
    lease: is.marked,
    // The job checks that the completion has undone the order.
    timer: is.after(COMPLETION_CHECK_MS),
    reason: is.given,
    also: [is.refusedNow],
  },
  /** The cart is another customer's now, or the promotion is automatic. */
  release_unusable: {
    from: ["linked", "claimed"],
    to: "released",
    only: [is.linkedOrNotHeld],
    lease: is.released,
    timer: is.never,
    reason: is.given,
  },
  /** The promotion gives no discount: the job checks whether the cart is ordered. */
  note_without_discount: {
    from: ["linked"],
    to: "same",
    timer: is.after(COMPLETION_CHECK_MS),
  },
  /** A discount lacks the required assignment: the order will be refused. */
  note_missing_assignment: {
    from: "new",
    to: "rejected",
    lease: is.marked,
    timer: is.after(COMPLETION_CHECK_MS),
    reason: is.because("promotion_requires_assignment"),
    also: [is.ofCustomer, is.discount, is.refusedNow],
  },
  /** The same, when the customer completes the cart again. */
  note_missing_again: {
    from: ["rejected"],
    to: "same",
    // An earlier completion with a payment keeps its row, for the job to check the
    // payment.
    only: [is.withoutAssignment, is.withoutPayment, is.refusalFreeOrOwn],
    lease: is.marked,
    timer: is.after(COMPLETION_CHECK_MS),
    also: [is.ofCustomer, is.discount, is.refusedNow],
  },

  /**
   * The completion still runs. A lease that has ended is renewed if no other
   * worker has taken the row.
   */
  renew_claim: {
    from: ["claimed", "pending", "redeemed", "attention"],
    to: "same",
    only: [
      is.byHolder,
      is.condition(
        "claimed, or resumed and without an order",
        `(status = 'claimed'
          OR (order_id IS NULL AND lease_expires_at IS NOT NULL))`
      ),
    ],
    lease: is.renewedFor(CLAIM_LEASE_MS),
    timer: is.afterAtLeast(CLAIM_LEASE_MS),
  },

  // ---- There is an order. The redemption is sent, or not.

  /** The completion will undo this order, for a refusal known beforehand. */
  note_refused_order: {
    from: ["rejected"],
    to: "same",
    only: [is.byHolder],
    order: is.named,
    // The job may have looked for an order before the completion made the order.
    timer: is.after(COMPLETION_CHECK_MS),
  },
  /** Engage's list shows that a call would be refused: the order is undone. */
  refuse_unsent: {
    from: ["claimed", "pending", "attention"],
    to: "rejected",
    only: [is.byHolder],
    lease: is.ended,
    order: is.named,
    timer: is.after(COMPLETION_CHECK_MS),
    reason: is.given,
    also: [is.refusedNow],
  },
  /** The same, but the order stands with the discount. */
  refuse_unsent_kept: {
    from: ["claimed", "pending", "attention"],
    to: "attention",
    only: [is.byHolder],
    lease: is.ended,
    order: is.named,
    timer: is.after(LINKED_CHECK_MS),
    reason: is.given,
  },
  /**
   * This order gets an assignment that an earlier completion redeemed: no new
   * call.
   */
  bind_order: {
    from: ["redeemed", "attention"],
    to: "redeemed",
    only: [is.byHolder, is.withoutOrder, is.alreadyRedeemed],
    lease: is.ended,
    order: is.named,
    timer: is.after(LINKED_CHECK_MS),
    reason: is.cleared,
    also: [is.ofAnotherOrder],
  },
  /** A redeem call is about to be made: Engage may redeem from here on. */
  send: {
    from: ["claimed", "redeeming", "pending", "attention"],
    to: "redeeming",
    only: [is.byHolder],
    lease: is.heldForCall,
    order: is.named,
    timer: is.afterAs<{ lease_ms: number }>(
      "when the lease ends",
      ({ lease_ms }) => lease_ms
    ),
    also: [is.counted, is.patienceFromPayment],
    opens: "redeem",
  },
  /** The completion made no call, and the order stands. */
  defer_unsent: {
    from: ["claimed", "pending", "attention"],
    to: "pending",
    only: [is.byHolder],
    lease: is.ended,
    order: is.named,
    timer: is.afterAs<{ not_before_ms: number }>(
      `in ${is.inWords(retryDelayMs(1))}, or when the completion has ended`,
      ({ not_before_ms }) => Math.max(retryDelayMs(1), not_before_ms)
    ),
    reason: is.given,
    also: [is.deferredNow],
  },
  /** The customer's waiting time is over, and the call is still out. */
  defer_sent: {
    from: ["redeeming"],
    to: "pending",
    only: [is.byHolder],
    order: is.named,
    timer: is.whenLeaseEnds,
    reason: is.given,
    also: [is.deferredNow],
  },

  // ---- Engage has answered. The row may be `pending` when the answer is late.

  answer_redeemed: {
    from: ["redeeming", "pending"],
    to: "redeemed",
    only: [is.byHolder],
    lease: is.endedWithOrder,
    timer: is.redeemedCheck,
    reason: is.cleared,
    also: [is.redeemedNow, is.asAnswered],
  },
  /** The completion undoes the order, or has undone the order already. */
  answer_refused: {
    from: ["redeeming", "pending"],
    to: "rejected",
    only: [is.byHolder],
    lease: is.ended,
    timer: is.refusalCheck,
    reason: is.given,
    also: [is.refusedNow, is.notConcluded],
  },
  /** The order stands with the discount. Without an order: `answer_refused`. */
  answer_refused_late: {
    from: ["redeeming", "pending"],
    to: "attention",
    only: [is.byHolder],
    lease: is.ended,
    timer: is.orderCheck,
    reason: is.given,
    also: [is.notConcluded],
  },
  answer_without_verdict: {
    from: ["redeeming", "pending"],
    to: "pending",
    only: [is.byHolder],
    lease: is.ended,
    timer: is.afterAs<{ next_attempt_in_ms: number }>(
      "by the number of calls",
      ({ next_attempt_in_ms }) => next_attempt_in_ms
    ),
    reason: is.given,
    also: [is.deferredNow, is.notConcluded],
  },
  /** The refused promotion is automatic now: everybody has the discount. */
  forget_refused_order: {
    from: ["rejected"],
    to: "same",
    only: [is.byHolder],
    order: is.noOrder,
    timer: is.never,
  },

  // ---- Medusa is about to undo the order of a completion, or has.

  /** Refused rows note the payment: the job checks that the money went back. */
  note_refused_payment: {
    from: ["rejected"],
    to: "same",
    only: [is.ofFailedCheckout],
    also: [is.withPaymentOf],
  },
  /** The same for the completion's other rows, when none was refused. */
  note_payment: {
    from: ["linked", "claimed", "redeeming", "pending", "redeemed"],
    to: "same",
    only: [is.ofFailedCheckout],
    also: [is.withPaymentOf],
  },

  undo_claimed: {
    from: ["claimed"],
    to: "linked",
    only: [is.ofUndoneCheckout],
    lease: is.released,
    order: is.noOrder,
    timer: is.undoneCheck(LINKED_CHECK_MS),
    also: [is.notDeferred],
  },
  undo_unsent: {
    from: ["pending"],
    to: "linked",
    only: [
      is.ofUndoneCheckout,
      is.condition("no call may have arrived", `NOT ${MAY_HAVE_ARRIVED}`),
    ],
    lease: is.released,
    order: is.noOrder,
    timer: is.undoneCheck(LINKED_CHECK_MS),
    reason: is.cleared,
    also: [is.notDeferred],
  },
  /** Engage may have redeemed the assignment: the job finds out. */
  undo_sent: {
    from: ["redeeming", "pending"],
    to: "same",
    only: [is.ofUndoneCheckout],
    lease: is.heldWhileCallIsOut,
    order: is.noOrder,
  },
  /** Engage refused, the order kept the discount, and the order is now undone. */
  undo_kept_refusal: {
    from: ["attention"],
    to: "rejected",
    only: [
      is.ofUndoneCheckout,
      is.withOrder,
      is.notRedeemed,
      is.condition(
        "refused by Engage",
        `reason NOT IN (${Object.keys(LEDGER_REASONS)
          .map(() => "?")
          .join(", ")})`,
        ...Object.keys(LEDGER_REASONS)
      ),
    ],
    lease: is.released,
    order: is.noOrder,
    timer: is.undoneCheck(null),
    also: [is.refusedNow],
  },
  undo_attention: {
    from: ["attention"],
    to: "same",
    only: [is.ofUndoneCheckout],
    lease: is.released,
    order: is.noOrder,
    timer: is.never,
  },
  undo_rejected: {
    from: ["rejected"],
    to: "same",
    only: [is.ofUndoneCheckout],
    lease: is.released,
    order: is.noOrder,
    timer: is.undoneRefusalCheck,
  },
  /** Engage has redeemed: the row stays bound to the cart, for the next order. */
  undo_redeemed: {
    from: ["redeemed"],
    to: "same",
    only: [is.ofUndoneCheckout],
    lease: is.released,
    order: is.noOrder,
    timer: is.after(PATIENCE_MS),
  },
  /** The customer paid for an order that was refused and undone. */
  show_payment: {
    from: ["rejected"],
    to: "attention",
    only: [is.notWrittenOff, is.withoutOrder],
    lease: is.released,
    timer: is.after(PATIENCE_MS),
    reason: is.because("payment_not_returned"),
  },
  /** The payment has changed, and the job has no time set to look at the row. */
  look_at_payment: {
    from: ["rejected"],
    to: "same",
    only: [is.notWrittenOff, is.notDue],
    timer: is.afterAs<{ in_ms: number }>("given", ({ in_ms }) => in_ms),
  },
  /** If no row was refused, the job checks the payment once and removes the note. */
  forget_payment: {
    from: "any",
    to: "same",
    also: [is.noPayment],
  },
  /** The payment was not returned: a separate row shows it to an operator. */
  show_undone_payment: {
    from: "new",
    to: "attention",
    timer: is.after(PATIENCE_MS),
    reason: is.because("payment_not_returned"),
    also: [is.refusedNow],
  },

  // ---- A worker, the job or an operator, decides about a taken row.

  /** The job takes a due row. */
  take: {
    from: "any",
    to: "same",
    only: [is.due, is.notHeld],
    lease: is.takenForWork,
  },
  /** The server stops before the job reaches the row. */
  release_lease: {
    from: "any",
    to: "same",
    only: [is.byHolder],
    lease: is.ended,
  },
  /** The order is cancelled: the job looks now. */
  look_at_canceled: {
    from: ["pending", "attention"],
    to: "same",
    only: [
      is.notRedeemed,
      is.condition("not refused", "rejected_at IS NULL"),
      is.condition(
        "not shown for it already",
        "reason IS DISTINCT FROM 'order_canceled'"
      ),
    ],
    timer: is.atOnce,
  },
  /** A payment of the order was captured: the job looks now. */
  look_at_paid: {
    from: ["pending", "attention", "released"],
    to: "same",
    only: [
      is.condition(
        "waits for its payment",
        `(next_attempt_at IS NOT NULL AND reason IN
          ('payment_pending', 'payment_overdue', 'not_redeemed'))`
      ),
    ],
    timer: is.atOnce,
  },
  /** The worker is about to ask Engage for the contact's list. */
  look: {
    from: ["redeeming", "pending", "redeemed", "attention"],
    to: "same",
    only: [is.asRead, is.byHolder],
    opens: "verify",
  },
  /** Another process works on the cart right now, perhaps the completion itself. */
  cart_busy: {
    from: AT_WORK,
    to: "same",
    ...AS_TAKEN,
    timer: is.after(retryDelayMs(1)),
  },
  /** Engage has not redeemed, and no order stands: the row waits on its cart. */
  wait_on_cart: {
    from: ["linked", "claimed", "redeeming", "pending"],
    to: "linked",
    ...AS_TAKEN,
    order: is.noOrder,
    timer: is.afterAs<Taken>(
      "after a quarter of its time so far, 1 to 24 h",
      ({ redemption: { status, waited_ms } }) =>
        linkedCheckMs(status === "linked" ? waited_ms : 0)
    ),
    reason: is.cleared,
    also: [is.notDeferred],
  },
  /** A dead completion placed an order: the job redeems for that order. */
  find_order: {
    from: WITHOUT_ORDER,
    to: "pending",
    ...AS_TAKEN,
    order: is.named,
    timer: is.atOnce,
    reason: is.becauseUnlessKnown("engage_unavailable"),
    also: [is.deferredNow],
  },
  /** The same, but another order has the assignment by now. */
  find_order_reserved_elsewhere: {
    from: WITHOUT_ORDER,
    to: "attention",
    ...AS_TAKEN,
    order: is.named,
    timer: is.never,
    reason: is.because("promotion_already_redeemed"),
    also: [is.refusedNow],
  },
  /** The promotion discounts the cart, but no order of the cart. */
  find_order_undiscounted: {
    from: ["linked", "claimed"],
    to: "attention",
    ...AS_TAKEN,
    order: is.named,
    timer: is.never,
    reason: is.because("no_discount"),
  },
  /** Staff have taken the discount off the order before it was redeemed. */
  show_undiscounted: {
    from: UNSETTLED,
    to: "attention",
    ...AS_TAKEN,
    timer: is.never,
    reason: is.because("no_discount"),
  },
  /** The promotion discounts neither the order nor the cart. */
  release_without_discount: {
    from: ["linked", "claimed"],
    to: "released",
    ...AS_TAKEN,
    timer: is.never,
    reason: is.because("no_discount"),
  },
  wait_for_payment: {
    from: UNSETTLED,
    to: "pending",
    ...AS_TAKEN,
    timer: PAYMENT_CHECK,
    reason: is.because("payment_pending"),
    also: [is.deferredNow],
  },
  /** The order is unpaid for days. The job goes on checking the payment. */
  payment_overdue: {
    from: UNSETTLED,
    to: "attention",
    ...AS_TAKEN,
    timer: PAYMENT_CHECK,
    reason: is.because("payment_overdue"),
  },
  /** Engage's list gave no answer, or lacks the assignment of an undone order. */
  try_later: {
    from: UNSETTLED,
    to: "pending",
    ...AS_TAKEN,
    timer: AFTER_TRY,
    reason: is.becauseUnlessKnown("outcome_unknown"),
    also: [is.counted, is.deferredNow],
  },
  /** The same, and the order is deleted: the customer can buy the cart again. */
  try_later_order_gone: {
    from: UNSETTLED,
    to: "pending",
    ...AS_TAKEN,
    order: is.noOrder,
    timer: AFTER_TRY,
    reason: is.becauseUnlessKnown("outcome_unknown"),
    also: [is.counted, is.deferredNow],
  },
  /** The same, and the order is cancelled. */
  try_later_order_canceled: {
    from: UNSETTLED,
    to: "pending",
    ...AS_TAKEN,
    timer: AFTER_TRY,
    reason: is.because("order_canceled"),
    also: [is.counted, is.deferredNow],
  },
  /** No verdict for 24 hours. */
  give_up: {
    from: ["pending"],
    to: "attention",
    only: [
      is.condition(
        `deferred for ${is.inWords(PATIENCE_MS)}`,
        "deferred_at <= now() - ? * interval '1 millisecond'",
        PATIENCE_MS
      ),
    ],
    timer: is.orderCheck,
    reason: is.because("retries_exhausted"),
  },
  /** Engage lists the assignment as redeemed: an earlier call of ours did so. */
  find_redeemed: {
    from: UNSETTLED,
    to: "redeemed",
    ...AS_TAKEN,
    timer: is.never,
    reason: is.cleared,
    also: [is.redeemedFirst, is.concluded],
  },
  /** The same, and no order has the assignment. */
  find_redeemed_without_order: {
    from: UNSETTLED,
    to: "redeemed",
    ...AS_TAKEN,
    order: is.noOrder,
    timer: is.after(PATIENCE_MS),
    reason: is.cleared,
    also: [is.redeemedFirst, is.concluded],
  },
  /** The order is deleted or cancelled, and Engage has not redeemed. */
  release_without_order: {
    from: UNSETTLED,
    to: "released",
    ...AS_TAKEN,
    timer: is.never,
    reason: is.given,
  },
  /** A call may still reach Engage: until then Engage's list proves nothing. */
  wait_for_landing: {
    from: UNSETTLED,
    to: "pending",
    ...AS_TAKEN,
    timer: is.afterAs<{ landing_ms: number }>(
      "when no call can arrive any more",
      ({ landing_ms }) => landing_ms
    ),
    reason: is.because("order_canceled"),
    also: [is.deferredNow],
  },
  /** The order is deleted, and Engage's list cannot rule a redemption out. */
  show_order_gone: {
    from: UNSETTLED,
    to: "attention",
    ...AS_TAKEN,
    // A cart whose order was undone can be completed again.
    order: is.noOrder,
    timer: is.never,
    reason: is.because("order_gone"),
  },
  /** The order is cancelled, and Engage's list does not show the assignment. */
  show_order_canceled: {
    from: UNSETTLED,
    to: "attention",
    ...AS_TAKEN,
    timer: is.never,
    reason: is.because("order_canceled"),
  },
  /** Redeemed, and the order stands: the job is done with the row. */
  see_order: {
    from: ["redeemed"],
    to: "same",
    ...AS_TAKEN,
    timer: is.never,
  },
  /** Redeemed, and the order is undone: the row waits for another order. */
  miss_order: {
    from: ["redeemed"],
    to: "same",
    ...AS_TAKEN,
    order: is.noOrder,
    timer: is.after(PATIENCE_MS),
  },
  /** Redeemed without an order, and a dead completion placed one. */
  take_order: {
    from: ["redeemed", "attention"],
    to: "redeemed",
    ...AS_TAKEN,
    order: is.named,
    timer: is.never,
    reason: is.cleared,
    also: [is.ofAnotherOrder],
  },
  /** Redeemed, and still without an order. */
  wait_for_order: {
    from: ["redeemed"],
    to: "same",
    ...AS_TAKEN,
    timer: is.after(PATIENCE_MS),
    reason: is.cleared,
  },
  /** The same, for longer than 24 hours: an operator is shown the row. */
  miss_order_for_long: {
    from: ["redeemed"],
    to: "attention",
    ...AS_TAKEN,
    timer: is.never,
    reason: is.because("redeemed_without_order"),
  },
  /** An operator has to decide, and the job found no news. */
  see_nothing_new: {
    from: ["attention"],
    to: "same",
    ...AS_TAKEN,
    timer: is.never,
  },
  /** An operator has to decide; the row gets the order of its cart, if any. */
  note_order_of_cart: {
    from: ["attention"],
    to: "same",
    ...AS_TAKEN,
    order: is.named,
    timer: is.never,
  },

  // ---- The job looks at a refused row: does an order have its discount?

  /** The server died, or undoing takes long: the order may still be undone. */
  refused_order_stands: {
    from: ["rejected"],
    to: "attention",
    only: [is.asTaken],
    lease: is.ended,
    order: is.named,
    timer: is.after(LINKED_CHECK_MS),
  },
  refused_order_undone: {
    from: ["rejected"],
    to: "same",
    only: [is.asTaken],
    lease: is.ended,
    order: is.noOrder,
    timer: is.never,
  },
  /** The order is undone, and the payment was not returned. */
  payment_not_returned: {
    from: ["rejected", "attention"],
    to: "attention",
    ...AS_TAKEN,
    order: is.noOrder,
    // The job closes the row once Medusa's payments show that the money went back.
    timer: is.after(PATIENCE_MS),
    reason: is.because("payment_not_returned"),
  },
  /** An operator is shown a refusal, and the order still stands. */
  shown_refusal_stands: {
    from: ["attention"],
    to: "same",
    ...AS_TAKEN,
    order: is.named,
    timer: is.never,
    reason: is.given,
  },
  /** Since then the order was undone, or the payment was returned. */
  shown_refusal_over: {
    from: ["attention"],
    to: "rejected",
    ...AS_TAKEN,
    order: is.noOrder,
    timer: is.never,
    reason: is.given,
  },
  /** Engage refused late, an operator is shown the row, and the order is undone. */
  shown_order_undone: {
    from: ["attention"],
    to: "rejected",
    ...AS_TAKEN,
    order: is.noOrder,
    timer: is.never,
    also: [is.refusedNow],
  },
  /**
   * The same without a refusal: the next completion finds out if Engage redeemed.
   */
  shown_order_missed: {
    from: ["attention"],
    to: "same",
    ...AS_TAKEN,
    order: is.noOrder,
    timer: is.never,
  },

  // ---- An operator.

  /** An operator tries again, once. */
  take_for_retry: {
    from: ["pending", "attention"],
    to: "same",
    only: [is.withAssignment, FREE],
    lease: is.heldForWork,
  },
  /** A refused row whose order stands reserves the assignment again. */
  reserve_again: {
    from: ["attention"],
    to: "same",
    only: [is.byHolder],
    order: is.named,
    also: [is.notRefused],
  },
  resolve_redeemed: {
    from: ["attention"],
    to: "redeemed",
    only: [FREE, is.withAssignment],
    lease: is.released,
    timer: is.never,
    reason: is.cleared,
    also: [
      is.concludedByOperator,
      is.redeemedFirst,
      is.notRefused,
      is.noted,
      is.resolvedAs("redeemed"),
    ],
  },
  /** The order keeps the discount, and the row still reserves the assignment. */
  write_off: {
    from: ["attention"],
    to: "rejected",
    only: [FREE],
    lease: is.released,
    timer: is.never,
    reason: is.because("written_off"),
    also: [is.refusedFirst, is.noted, is.resolvedAs("written_off")],
  },
  /** The same, but another order has the assignment: Engage's reason stays. */
  write_off_reserved_elsewhere: {
    from: ["attention"],
    to: "rejected",
    only: [FREE],
    lease: is.released,
    timer: is.never,
    also: [is.refusedFirst, is.noted, is.resolvedAs("written_off")],
  },
  /** The order is cancelled: the customer can use the assignment again. */
  write_off_canceled: {
    from: ["attention"],
    to: "released",
    only: [FREE, is.withAssignment],
    lease: is.released,
    timer: is.never,
    reason: is.because("order_canceled"),
    also: [is.noted, is.resolvedAs("written_off")],
  },
  /** The operator says that Engage has not redeemed the assignment. */
  resolve_not_redeemed: {
    from: ["pending", "attention"],
    to: "released",
    only: [
      is.asRead,
      FREE,
      is.withAssignment,
      is.notRedeemed,
      is.condition(
        "for an operator and not used elsewhere, or unpaid",
        `CASE status WHEN 'attention'
           THEN reason IS DISTINCT FROM 'promotion_already_redeemed'
           ELSE reason = 'payment_pending' END`
      ),
    ],
    lease: is.released,
    timer: is.paymentWatch,
    reason: is.because("not_redeemed"),
    also: [is.noted, is.resolvedAs("not_redeemed")],
  },
  /** The order of an assignment that an operator released is still unpaid. */
  watch_payment: {
    from: ["released"],
    to: "same",
    ...AS_TAKEN,
    timer: PAYMENT_CHECK,
  },
  /** The order was cancelled or deleted: nobody will pay it. */
  end_payment_watch: {
    from: ["released"],
    to: "same",
    ...AS_TAKEN,
    timer: is.never,
  },
  /** The order was paid after all, with the discount: the row reserves again. */
  show_paid_after_release: {
    from: ["released"],
    to: "attention",
    ...AS_TAKEN,
    timer: is.never,
    reason: is.because("paid_after_release"),
    also: [is.unresolved],
  },
  /** The same, but the customer has used the assignment for another order. */
  show_paid_reserved_elsewhere: {
    from: ["released"],
    to: "attention",
    ...AS_TAKEN,
    timer: is.never,
    reason: is.because("paid_after_release"),
    also: [is.unresolved, is.refusedNow],
  },
  /** The order was cancelled after an operator wrote the row off. */
  release_written_off: {
    from: ["rejected"],
    to: "released",
    only: [is.writtenOff, is.withAssignment],
    timer: is.never,
    reason: is.because("order_canceled"),
  },

  // ---- Reassigning: the offer of a cancelled or returned order is given back.

  /** The order was cancelled, or items of the order were returned. */
  order_ended: {
    from: "any",
    to: "same",
    only: [is.outcomeIsNews],
    also: [is.outcomeOfOrder],
  },
  /** The operator decides not to give the offer back. */
  decline_reassigning: {
    from: ["redeemed"],
    to: "same",
    only: [is.reassignUndecided, is.notHeld],
    also: [is.noted, is.reassignDeclined, is.resolvedAs("not_given_back")],
  },

  take_for_reassigning: {
    from: ["redeemed"],
    to: "same",
    only: [
      is.condition(
        "not reassigned yet",
        "reassign_status IS DISTINCT FROM 'reassigned'"
      ),
      is.notHeld,
    ],
    lease: is.heldForWork,
  },
  /** The assign call is about to be made. */
  reassign: {
    from: ["redeemed"],
    to: "same",
    only: [is.byHolder],
    lease: is.heldForCall,
    also: [is.reassignSent],
    opens: "reassign",
  },
  /** Engage has given the contact a new assignment. */
  reassigned: {
    from: ["redeemed"],
    to: "same",
    only: [is.byHolder],
    lease: is.released,
    also: [is.reassignedNow],
  },
  not_reassigned: {
    from: ["redeemed"],
    to: "same",
    only: [is.byHolder],
    lease: is.released,
    also: [is.reassignEnded],
  },
} satisfies Record<string, Rule>
