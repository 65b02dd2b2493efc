import { LEDGER_REASONS } from "../../../errors/reasons"
import type {
  AttemptOperation,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import * as is from "./effects"
import type { Effect, Guard, Taken } from "./effects"
import { NEVER_SENT } from "./sent"
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

/** What an event needs and does. What is left out stays as it is. */
export type Rule<Facts = never> = {
  /**
   * In which statuses a row may be. `new`: the event writes a row. `any`: it does
   * not ask, and leaves the status as it is.
   */
  readonly from: readonly RedemptionStatus[] | "new" | "any"
  readonly to: RedemptionStatus | "same"
  /** What must hold for the row besides. Checked with the status, at once. */
  readonly only?: readonly Guard<Facts>[]
  /** Who works on the row, and until when. */
  readonly lease?: Effect<Facts>
  /** The order that gets the redemption. */
  readonly order?: Effect<Facts>
  /** When the job looks next. */
  readonly timer?: Effect<Facts>
  readonly reason?: Effect<Facts>
  /** Times and other columns. */
  readonly also?: readonly Effect<Facts>[]
  /** The call that is recorded as about to be made. */
  readonly opens?: AttemptOperation
  /**
   * False: commits with `synchronous_commit = off`. Everybody sees the row at
   * once, and a crash of Postgres can lose it. Safe only where a later commit
   * that is not so must succeed before anything depends on the row: Postgres
   * writes its log in order, so that commit persists this one too. Default: true.
   */
  readonly durable?: false
}

/** The worker still has the row as it took it, and gives it up. */
const SETTLED = { only: [is.asTaken], lease: is.released } as const

/** Statuses in which the job looks at the orders of a row's cart. */
const AT_WORK = [
  "linked",
  "claimed",
  "redeeming",
  "pending",
  "redeemed",
  "attention",
] as const

/** A row that was sent or may be: without a verdict, or for an operator. */
const UNSETTLED = ["redeeming", "pending", "attention"] as const

/** A row whose order, when the job finds one, is to be redeemed for. */
const WITHOUT_ORDER = ["linked", "claimed", ...UNSETTLED] as const

/**
 * Nobody is at the row, and no completion comes back to it. A row that was refused
 * while its server died is the completion's for an hour: it may yet undo the order.
 */
const FREE = is.condition(
  "nobody is at it",
  `${NOT_HELD} AND (rejected_at IS NULL OR run_id IS NULL)`
)

/**
 * Every change of a redemption. The one place that says from where to where an
 * event leads, which rows it is for, and what it does to lease, order, timer,
 * reason and times. A caller names the event and gives the facts that it needs;
 * `transition.ts` carries it out in one statement.
 */
export const MACHINE = {
  // ---- On a cart.

  /** A customer, or an operator, applies the offer. */
  link: {
    from: "new",
    to: "linked",
    timer: is.after(LINKED_CHECK_MS),
  },
  /** It is redeemed, waits for an order, and is applied to another cart. */
  move_to_cart: {
    from: ["redeemed", "attention"],
    to: "same",
    only: [is.asRead, is.withoutOrder, is.noRun],
    also: [is.ofCart, is.ofCustomer, is.forPromotion, is.ofAnotherOrder],
  },
  unlink: {
    from: ["linked"],
    to: "released",
    timer: is.never,
    reason: is.given,
  },
  /** Its Medusa promotion gave way to another one, or got a new code. */
  change_promotion: {
    from: ["linked"],
    to: "same",
    also: [is.forPromotion],
  },
  /** Its Medusa promotion cannot be used any more. There is no order. */
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
    // The order, or the call, is committed after it and before anything else.
    durable: false,
  },
  /** It is bound to the cart by an earlier completion. */
  resume: {
    from: ["pending", "redeemed", "attention"],
    to: "same",
    only: [is.asRead, is.withoutOrder, is.notHeldOrOwn],
    lease: is.heldFor(CLAIM_LEASE_MS),
    timer: is.after(CLAIM_LEASE_MS),
    also: [is.discount],
  },
  /** Another redemption has its assignment: the order will be refused. */
  refuse_taken: {
    from: ["linked"],
    to: "rejected",
    lease: is.marked,
    // For the job to see that the order is undone.
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
  /** Its promotion gives the cart nothing: the job sees whether it is ordered. */
  note_without_discount: {
    from: ["linked"],
    to: "same",
    timer: is.after(COMPLETION_CHECK_MS),
  },
  /** A discount lacks its assignment: the order will be refused. */
  note_missing_assignment: {
    from: "new",
    to: "rejected",
    lease: is.marked,
    timer: is.after(COMPLETION_CHECK_MS),
    reason: is.because("promotion_requires_assignment"),
    also: [is.ofCustomer, is.discount, is.refusedNow],
  },
  /** And once more, on a later try of the same cart. */
  note_missing_again: {
    from: ["rejected"],
    to: "same",
    // An earlier try that had a payment is looked after in a row of its own.
    only: [is.withoutAssignment, is.withoutPayment],
    lease: is.marked,
    timer: is.after(COMPLETION_CHECK_MS),
    also: [is.ofCustomer, is.discount, is.refusedNow],
  },

  /** The completion lives. A claim that has ended is renewed if nobody took it. */
  renew_claim: {
    from: ["claimed", "pending", "redeemed", "attention"],
    to: "same",
    only: [
      is.ofRun,
      is.condition(
        "claimed, or resumed and without an order",
        `(status = 'claimed'
          OR (order_id IS NULL AND lease_expires_at IS NOT NULL))`
      ),
    ],
    lease: is.renewedFor(CLAIM_LEASE_MS),
    timer: is.afterAtLeast(CLAIM_LEASE_MS),
  },

  // ---- There is an order. Now it is sent, or not.

  /** The order that will be undone for a refusal known before it. */
  note_refused_order: {
    from: ["rejected"],
    to: "same",
    only: [is.ofRun],
    order: is.named,
    // The job may have looked for an order before there was one.
    timer: is.after(COMPLETION_CHECK_MS),
  },
  /** Engage's list says that it would be refused, and the order is undone. */
  refuse_unsent: {
    from: ["claimed", "pending", "attention"],
    to: "rejected",
    only: [is.ofRun],
    lease: is.ended,
    order: is.named,
    timer: is.after(COMPLETION_CHECK_MS),
    reason: is.given,
    also: [is.refusedNow],
  },
  /** The same, and the order stands with the discount. */
  refuse_unsent_kept: {
    from: ["claimed", "pending", "attention"],
    to: "attention",
    only: [is.ofRun],
    lease: is.ended,
    order: is.named,
    timer: is.after(LINKED_CHECK_MS),
    reason: is.given,
  },
  /** An order got it that an earlier completion redeemed. It is not sent again. */
  bind_order: {
    from: ["redeemed", "attention"],
    to: "redeemed",
    only: [is.ofRun, is.withoutOrder, is.alreadyRedeemed],
    lease: is.ended,
    order: is.named,
    timer: is.after(LINKED_CHECK_MS),
    reason: is.cleared,
    also: [is.ofAnotherOrder],
  },
  /** A redeem call is about to be made: from here on it may be redeemed. */
  send: {
    from: ["claimed", "redeeming", "pending", "attention"],
    to: "redeeming",
    only: [is.ofRun],
    lease: is.heldForCall,
    order: is.named,
    timer: is.afterAs<{ lease_ms: number }>(
      "when the lease ends",
      ({ lease_ms }) => lease_ms
    ),
    also: [is.counted, is.patienceFromPayment],
    opens: "redeem",
  },
  /** Nothing was sent, and the order stands. */
  defer_unsent: {
    from: ["claimed", "pending", "attention"],
    to: "pending",
    only: [is.ofRun],
    lease: is.ended,
    order: is.named,
    timer: is.afterAs<{ not_before_ms: number }>(
      `in ${is.inWords(retryDelayMs(1))}, or when the completion has ended`,
      ({ not_before_ms }) => Math.max(retryDelayMs(1), not_before_ms)
    ),
    reason: is.given,
    also: [is.deferredNow],
  },
  /** The customer waits no longer, and the call is still out. */
  defer_sent: {
    from: ["redeeming"],
    to: "pending",
    only: [is.ofRun],
    order: is.named,
    timer: is.whenLeaseEnds,
    reason: is.given,
    also: [is.deferredNow],
  },

  // ---- Engage has answered. The row may be `pending` when the answer is late.

  answer_redeemed: {
    from: ["redeeming", "pending"],
    to: "redeemed",
    only: [is.ofRun],
    lease: is.endedWithOrder,
    timer: is.redeemedCheck,
    reason: is.cleared,
    also: [is.redeemedNow, is.asAnswered],
  },
  /** The order is about to be undone, or is undone already. */
  answer_refused: {
    from: ["redeeming", "pending"],
    to: "rejected",
    only: [is.ofRun],
    lease: is.ended,
    timer: is.refusalCheck,
    reason: is.given,
    also: [is.refusedNow, is.notConcluded],
  },
  /** The order stands with the discount; without one it is `answer_refused`. */
  answer_refused_late: {
    from: ["redeeming", "pending"],
    to: "attention",
    only: [is.ofRun],
    lease: is.ended,
    timer: is.orderCheck,
    reason: is.given,
    also: [is.notConcluded],
  },
  answer_without_verdict: {
    from: ["redeeming", "pending"],
    to: "pending",
    only: [is.ofRun],
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
    only: [is.ofRun],
    order: is.noOrder,
    timer: is.never,
  },

  // ---- Medusa is about to undo the order of a completion, or has.

  /** What was refused notes the payment: the job sees that it is given back. */
  note_refused_payment: {
    from: ["rejected"],
    to: "same",
    only: [is.ofFailedRun],
    also: [is.withPaymentOf],
  },
  /** The same, where nothing was refused: what the completion held notes it. */
  note_payment: {
    from: ["linked", "claimed", "redeeming", "pending", "redeemed"],
    to: "same",
    only: [is.ofFailedRun],
    also: [is.withPaymentOf],
  },

  undo_claimed: {
    from: ["claimed"],
    to: "linked",
    only: [is.ofUndoneRun],
    lease: is.released,
    order: is.noOrder,
    timer: is.undoneCheck(LINKED_CHECK_MS),
    also: [is.notDeferred],
  },
  undo_unsent: {
    from: ["pending"],
    to: "linked",
    only: [is.ofUndoneRun, is.condition("surely not sent", NEVER_SENT)],
    lease: is.released,
    order: is.noOrder,
    timer: is.undoneCheck(LINKED_CHECK_MS),
    reason: is.cleared,
    also: [is.notDeferred],
  },
  /** It may be redeemed: the job finds out. */
  undo_sent: {
    from: ["redeeming", "pending"],
    to: "same",
    only: [is.ofUndoneRun],
    lease: is.heldWhileCallIsOut,
    order: is.noOrder,
  },
  /** Refused and kept with its discount: no order is left that has it. */
  undo_kept_refusal: {
    from: ["attention"],
    to: "rejected",
    only: [
      is.ofUndoneRun,
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
    only: [is.ofUndoneRun],
    lease: is.released,
    order: is.noOrder,
    timer: is.never,
  },
  undo_rejected: {
    from: ["rejected"],
    to: "same",
    only: [is.ofUndoneRun],
    lease: is.released,
    order: is.noOrder,
    timer: is.undoneRefusalCheck,
  },
  /** Engage has it: it stays bound to the cart, for the next order. */
  undo_redeemed: {
    from: ["redeemed"],
    to: "same",
    only: [is.ofUndoneRun],
    lease: is.released,
    order: is.noOrder,
    timer: is.after(PATIENCE_MS),
  },
  /** Money was taken for an order that was refused and undone. */
  show_payment: {
    from: ["rejected"],
    to: "attention",
    only: [is.notWrittenOff, is.withoutOrder],
    lease: is.released,
    timer: is.after(PATIENCE_MS),
    reason: is.because("payment_not_returned"),
  },
  /** Something has happened to the payment, and no look is to come. */
  look_at_payment: {
    from: ["rejected"],
    to: "same",
    only: [is.notWrittenOff, is.notDue],
    timer: is.afterAs<{ in_ms: number }>("given", ({ in_ms }) => in_ms),
  },
  /** Where nothing was refused, the payment is looked at once and forgotten. */
  forget_payment: {
    from: "any",
    to: "same",
    also: [is.noPayment],
  },
  /** It was not given back: an operator is shown it in a row of its own. */
  show_undone_payment: {
    from: "new",
    to: "attention",
    timer: is.after(PATIENCE_MS),
    reason: is.because("payment_not_returned"),
    also: [is.refusedNow],
  },

  // ---- The job, or an operator, looks at a row that it has taken.

  /** The job's turn. */
  take: {
    from: "any",
    to: "same",
    only: [is.due, is.notHeld],
    lease: is.takenForWork,
  },
  /** The server stops before it comes to the row. */
  release_lease: {
    from: "any",
    to: "same",
    only: [is.ofRun],
    lease: is.ended,
  },
  /** Its order is cancelled: the job looks at it now. */
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
  /** Engage is about to be asked for its list. */
  look: {
    from: ["redeeming", "pending", "redeemed", "attention"],
    to: "same",
    only: [is.asRead, is.ofRun],
    opens: "verify",
  },
  /** Somebody is at the cart right now, perhaps the completion itself. */
  cart_busy: {
    from: AT_WORK,
    to: "same",
    ...SETTLED,
    timer: is.after(retryDelayMs(1)),
  },
  /** Nothing was sent and no order stands: it waits on its cart. */
  wait_on_cart: {
    from: ["linked", "claimed", "redeeming", "pending"],
    to: "linked",
    ...SETTLED,
    order: is.noOrder,
    timer: is.afterAs<Taken>(
      "after a quarter of its time so far, 1 to 24 h",
      ({ redemption: { status, waited_ms } }) =>
        linkedCheckMs(status === "linked" ? waited_ms : 0)
    ),
    reason: is.cleared,
    also: [is.notDeferred],
  },
  /** A dead completion placed an order: it is redeemed for that order. */
  find_order: {
    from: WITHOUT_ORDER,
    to: "pending",
    ...SETTLED,
    order: is.named,
    timer: is.atOnce,
    reason: is.becauseUnlessKnown("engage_unavailable"),
    also: [is.deferredNow],
  },
  /** And another order has the assignment by now. */
  find_order_taken: {
    from: WITHOUT_ORDER,
    to: "attention",
    ...SETTLED,
    order: is.named,
    timer: is.never,
    reason: is.because("promotion_already_redeemed"),
    also: [is.refusedNow],
  },
  /** The promotion discounts the cart, and no order of it. */
  find_order_undiscounted: {
    from: ["linked", "claimed"],
    to: "attention",
    ...SETTLED,
    order: is.named,
    timer: is.never,
    reason: is.because("no_discount"),
  },
  /** The order has no use for it. */
  release_without_discount: {
    from: ["linked", "claimed"],
    to: "released",
    ...SETTLED,
    timer: is.never,
    reason: is.because("no_discount"),
  },
  wait_for_payment: {
    from: UNSETTLED,
    to: "pending",
    ...SETTLED,
    timer: is.afterAs<Taken>(
      "after a sixtieth of its time so far, 1 min to 6 h",
      ({ redemption }) => paymentCheckMs(redemption.waited_ms)
    ),
    reason: is.because("payment_pending"),
    also: [is.deferredNow],
  },
  /** Nobody has paid for days. The job goes on to look. */
  payment_overdue: {
    from: UNSETTLED,
    to: "attention",
    ...SETTLED,
    timer: is.afterAs<Taken>(
      "after a sixtieth of its time so far, 1 min to 6 h",
      ({ redemption }) => paymentCheckMs(redemption.waited_ms)
    ),
    reason: is.because("payment_overdue"),
  },
  /** Engage could not be asked. */
  try_later: {
    from: UNSETTLED,
    to: "pending",
    ...SETTLED,
    timer: is.afterAs<Taken>("by the number of calls", ({ redemption }) =>
      retryDelayMs(redemption.attempt_count + 1)
    ),
    reason: is.becauseUnlessKnown("outcome_unknown"),
    also: [is.counted, is.deferredNow],
  },
  /** The same, and its order is deleted: the cart can be bought again. */
  try_later_order_gone: {
    from: UNSETTLED,
    to: "pending",
    ...SETTLED,
    order: is.noOrder,
    timer: is.afterAs<Taken>("by the number of calls", ({ redemption }) =>
      retryDelayMs(redemption.attempt_count + 1)
    ),
    reason: is.becauseUnlessKnown("outcome_unknown"),
    also: [is.counted, is.deferredNow],
  },
  /** The same, and its order is cancelled. */
  try_later_order_canceled: {
    from: UNSETTLED,
    to: "pending",
    ...SETTLED,
    timer: is.afterAs<Taken>("by the number of calls", ({ redemption }) =>
      retryDelayMs(redemption.attempt_count + 1)
    ),
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
  /** Engage lists it as redeemed after a call of ours: it was us. */
  find_redeemed: {
    from: UNSETTLED,
    to: "redeemed",
    ...SETTLED,
    timer: is.never,
    reason: is.cleared,
    also: [is.redeemedFirst, is.concluded],
  },
  /** The same, and no order has it. */
  find_redeemed_without_order: {
    from: UNSETTLED,
    to: "redeemed",
    ...SETTLED,
    order: is.noOrder,
    timer: is.after(PATIENCE_MS),
    reason: is.cleared,
    also: [is.redeemedFirst, is.concluded],
  },
  /** Its order is deleted or cancelled, and Engage does not have it. */
  release_without_order: {
    from: UNSETTLED,
    to: "released",
    ...SETTLED,
    timer: is.never,
    reason: is.given,
  },
  /** A call may still arrive: Engage's list is not to be trusted before. */
  wait_for_landing: {
    from: UNSETTLED,
    to: "pending",
    ...SETTLED,
    timer: is.afterAs<{ landing_ms: number }>(
      "when no call can arrive any more",
      ({ landing_ms }) => landing_ms
    ),
    reason: is.because("order_canceled"),
    also: [is.deferredNow],
  },
  /** Its order is deleted, and nobody can say whether Engage has it. */
  show_order_gone: {
    from: UNSETTLED,
    to: "attention",
    ...SETTLED,
    // A cart whose order was undone can be completed again.
    order: is.noOrder,
    timer: is.never,
    reason: is.because("order_gone"),
  },
  /** Its order is cancelled, and nobody can say whether Engage has it. */
  show_order_canceled: {
    from: UNSETTLED,
    to: "attention",
    ...SETTLED,
    timer: is.never,
    reason: is.because("order_canceled"),
  },
  /** Redeemed, and its order stands: nothing is left to do. */
  see_order: {
    from: ["redeemed"],
    to: "same",
    ...SETTLED,
    timer: is.never,
  },
  /** Redeemed, and its order is undone: it waits for another. */
  miss_order: {
    from: ["redeemed"],
    to: "same",
    ...SETTLED,
    order: is.noOrder,
    timer: is.after(PATIENCE_MS),
  },
  /** Redeemed without an order, and a dead completion placed one. */
  take_order: {
    from: ["redeemed", "attention"],
    to: "redeemed",
    ...SETTLED,
    order: is.named,
    timer: is.never,
    reason: is.cleared,
    also: [is.ofAnotherOrder],
  },
  /** Redeemed, and still without an order. */
  wait_for_order: {
    from: ["redeemed"],
    to: "same",
    ...SETTLED,
    timer: is.after(PATIENCE_MS),
    reason: is.cleared,
  },
  /** The same, for longer than 24 hours. */
  miss_order_for_long: {
    from: ["redeemed"],
    to: "attention",
    ...SETTLED,
    timer: is.never,
    reason: is.because("redeemed_without_order"),
  },
  /** An operator's row, and nothing new about it. */
  see_nothing_new: {
    from: ["attention"],
    to: "same",
    ...SETTLED,
    timer: is.never,
  },
  /** An operator's row, with the order of its cart if there is one. */
  note_order_of_cart: {
    from: ["attention"],
    to: "same",
    ...SETTLED,
    order: is.named,
    timer: is.never,
  },

  // ---- The job looks at a refused row: does an order have its discount?

  /** The server died, or undoing takes long: the completion may still come. */
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
  /** The order is undone, and its payment was not given back. */
  payment_not_returned: {
    from: ["rejected", "attention"],
    to: "attention",
    ...SETTLED,
    order: is.noOrder,
    // It closes by itself once the books say that the money went back.
    timer: is.after(PATIENCE_MS),
    reason: is.because("payment_not_returned"),
  },
  /** An operator is shown a refusal, and its order stays. */
  shown_refusal_stands: {
    from: ["attention"],
    to: "same",
    ...SETTLED,
    order: is.named,
    timer: is.never,
    reason: is.given,
  },
  /** The order was undone since, or its payment given back. */
  shown_refusal_over: {
    from: ["attention"],
    to: "rejected",
    ...SETTLED,
    order: is.noOrder,
    timer: is.never,
    reason: is.given,
  },
  /** An operator is shown a row that Engage refused late; its order is undone. */
  shown_order_undone: {
    from: ["attention"],
    to: "rejected",
    ...SETTLED,
    order: is.noOrder,
    timer: is.never,
    also: [is.refusedNow],
  },
  /** The same, not refused: the next completion finds out whether Engage has it. */
  shown_order_missed: {
    from: ["attention"],
    to: "same",
    ...SETTLED,
    order: is.noOrder,
    timer: is.never,
  },

  // ---- An operator.

  /** Takes the row for one try. */
  take_for_retry: {
    from: ["pending", "attention"],
    to: "same",
    only: [is.withAssignment, FREE],
    lease: is.heldForWork,
  },
  /** A refused row whose order stands holds its assignment again. */
  hold_again: {
    from: ["attention"],
    to: "same",
    only: [is.ofRun],
    order: is.named,
    also: [is.notRefused],
  },
  resolve_redeemed: {
    from: ["attention"],
    to: "redeemed",
    only: [FREE],
    lease: is.released,
    timer: is.never,
    reason: is.cleared,
    also: [
      is.concludedByOperator,
      is.redeemedFirst,
      is.notRefused,
      is.noted,
      is.settledAs("redeemed"),
    ],
  },
  /** The order keeps the discount, and the row its assignment. */
  write_off: {
    from: ["attention"],
    to: "rejected",
    only: [FREE],
    lease: is.released,
    timer: is.never,
    reason: is.because("written_off"),
    also: [is.refusedFirst, is.noted, is.settledAs("written_off")],
  },
  /** The same, where another order has the assignment: Engage's reason stays. */
  write_off_taken: {
    from: ["attention"],
    to: "rejected",
    only: [FREE],
    lease: is.released,
    timer: is.never,
    also: [is.refusedFirst, is.noted, is.settledAs("written_off")],
  },
  /** The order is cancelled: the customer has the assignment again. */
  write_off_canceled: {
    from: ["attention"],
    to: "released",
    only: [FREE, is.withAssignment],
    lease: is.released,
    timer: is.never,
    reason: is.because("order_canceled"),
    also: [is.noted, is.settledAs("written_off")],
  },
  /** Engage has not redeemed it, says the operator. */
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
    timer: is.never,
    reason: is.because("not_redeemed"),
    also: [is.noted, is.settledAs("not_redeemed")],
  },
  /** Its order was cancelled after an operator wrote it off. */
  release_written_off: {
    from: ["rejected"],
    to: "released",
    only: [is.writtenOff, is.withAssignment],
    timer: is.never,
    reason: is.because("order_canceled"),
  },

  // ---- Giving the assignment of a cancelled or returned order back.

  /** Its order was cancelled, or items of it were returned. */
  order_ended: {
    from: "any",
    to: "same",
    only: [is.outcomeIsNews],
    also: [is.outcomeOfOrder],
  },
  /** An operator says that the customer does not get it back. */
  decline_giving_back: {
    from: ["redeemed"],
    to: "same",
    only: [is.giveBackUndecided, is.notHeld],
    also: [is.noted, is.reassignDeclined, is.settledAs("not_given_back")],
  },

  take_for_reassigning: {
    from: ["redeemed"],
    to: "same",
    only: [
      is.condition(
        "not given back yet",
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
    only: [is.ofRun],
    lease: is.heldForCall,
    also: [is.reassignSent],
    opens: "reassign",
  },
  /** Engage has given the contact a new assignment. */
  reassigned: {
    from: ["redeemed"],
    to: "same",
    only: [is.ofRun],
    lease: is.released,
    also: [is.reassignedNow],
  },
  not_reassigned: {
    from: ["redeemed"],
    to: "same",
    only: [is.ofRun],
    lease: is.released,
    also: [is.reassignEnded],
  },
} satisfies Record<string, Rule>
