import type { RedemptionReason } from "../../../errors/reasons"
import type {
  OrderOutcome,
  PromotionRedemptionDTO,
  RedemptionResolution,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { REASSIGN_OPEN } from "./predicates"
import { discountColumns, type RedemptionRow } from "./row"
import { CALL_IS_OUT } from "./sent"
import { sql, type Sql, type Value } from "./sql"
import {
  CLAIM_LEASE_MS,
  COMPLETION_CHECK_MS,
  LINKED_CHECK_MS,
  NOT_HELD,
  PATIENCE_MS,
  UNDONE_PAYMENT_CHECK_MS,
} from "./time"

/** The parts of the machine's rules: effects on columns, and guards. */

/** Columns as an event writes them. */
export type Columns = {
  readonly [Column in keyof RedemptionRow]?: Value | Sql
}

/** The columns that an event writes. `Facts`: what the event's caller must know. */
export type Effect<Facts = unknown> = {
  /** A few words for the table in the docs. */
  readonly says: string
  readonly columns: (facts: Facts) => Columns
}

/** A condition on the rows that an event may change, besides their status. */
export type Guard<Facts = unknown> = {
  readonly says: string
  readonly condition: (facts: Facts) => Sql
}

export const NOW = sql("now()")

/** By the database's clock, so servers' clocks need not agree. */
const fromNow = (ms: number) => sql("now() + ? * interval '1 millisecond'", ms)

const effect = <Facts = unknown>(
  says: string,
  columns: Columns | ((facts: Facts) => Columns)
): Effect<Facts> => ({
  says,
  columns: typeof columns === "function" ? columns : () => columns,
})

const guard = <Facts = unknown>(
  says: string,
  condition: Sql | ((facts: Facts) => Sql)
): Guard<Facts> => ({
  says,
  condition: typeof condition === "function" ? condition : () => condition,
})

type Holder = { run_id: string }

/**
 * The row as its worker took the row: the worker's findings are about this state.
 */
export type Taken = {
  redemption: Pick<
    PromotionRedemptionDTO,
    "id" | "status" | "order_id" | "run_id" | "reason" | "attempt_count"
  > & {
    /** How long the row has waited, in milliseconds. See `WAITED_MS`. */
    waited_ms: number
  }
}

// ---- The lease: who works on the row, and until when.

/** The caller becomes the holder, for this long. */
export const heldFor = (ms: number) =>
  effect<Holder>(`held ${inWords(ms)}`, ({ run_id }) => ({
    run_id,
    lease_expires_at: fromNow(ms),
  }))

/** The caller becomes the holder, for as long as its work can take. */
export const heldForWork = effect<Holder & { lease_ms: number }>(
  "held as long as its work can take",
  ({ run_id, lease_ms }) => ({ run_id, lease_expires_at: fromNow(lease_ms) })
)

/**
 * The job gets a lease for as long as its work can take. A refused row keeps the
 * `run_id` of its completion, which may be about to undo the order.
 */
export const takenForWork = effect<Holder & { lease_ms: number }>(
  "held as long as the work can take; a refused row keeps its holder",
  ({ run_id, lease_ms }) => ({
    run_id: sql(
      "CASE WHEN status = 'rejected' THEN COALESCE(run_id, ?) ELSE ? END",
      ...[run_id, run_id]
    ),
    lease_expires_at: fromNow(lease_ms),
  })
)

/** The holder keeps the lease for as long as its call can take. */
export const heldForCall = effect<{ lease_ms: number }>(
  "held as long as the call can take",
  ({ lease_ms }) => ({ lease_expires_at: fromNow(lease_ms) })
)

const atLeast = (column: string, ms: number) =>
  sql(`GREATEST(${column}, now() + ? * interval '1 millisecond')`, ms)

/** A holder that still runs keeps the lease for at least this long. */
export const renewedFor = (ms: number) =>
  effect(`held ${inWords(ms)} at least`, {
    lease_expires_at: atLeast("lease_expires_at", ms),
  })

/** Any worker may take the row. */
export const released = effect("released", {
  run_id: null,
  lease_expires_at: null,
})

/** Any worker may take the row. Until then the old holder can still write. */
export const ended = effect("ended, holder kept", { lease_expires_at: null })

/**
 * Notes the completion without a lease: the completion can find the row, and any
 * worker may take the row.
 */
export const marked = effect<Holder>("none, holder noted", ({ run_id }) => ({
  run_id,
}))

/** While its call is out, the holder keeps the lease: no second call is made. */
export const heldWhileCallIsOut = effect("ended unless a call is out", {
  lease_expires_at: sql(`CASE WHEN ${CALL_IS_OUT} THEN lease_expires_at END`),
})

/** Without an order the completion is already undone: the row is free. */
export const endedWithOrder = effect("ended, holder kept with an order", {
  lease_expires_at: null,
  run_id: sql("CASE WHEN order_id IS NOT NULL THEN run_id END"),
})

// ---- The order that the redemption is for.

/** For events of several rows, each with its own order. */
export const AS_STORED = sql("order_id")

export const named = effect<{ order_id: string | null | typeof AS_STORED }>(
  "given",
  ({ order_id }) => ({ order_id })
)

export const noOrder = effect("none", { order_id: null })

// ---- The timer: when the job looks next.

export const never = effect("never", { next_attempt_at: null })

export const atOnce = effect("at once", { next_attempt_at: fromNow(0) })

export const afterAtLeast = (ms: number) =>
  effect(`in ${inWords(ms)} at least`, {
    next_attempt_at: atLeast("next_attempt_at", ms),
  })

export const after = (ms: number) =>
  effect(`in ${inWords(ms)}`, { next_attempt_at: fromNow(ms) })

/** Computed from the facts, in milliseconds. */
export const afterAs = <Facts>(says: string, ms: (facts: Facts) => number) =>
  effect<Facts>(says, (facts) => ({ next_attempt_at: fromNow(ms(facts)) }))

/** When the call's lease ends, also if the server dies. */
export const whenLeaseEnds = effect("when the lease ends", {
  next_attempt_at: sql("lease_expires_at"),
})

/**
 * Without an order, a redeemed row needs an operator some day. With an order, the
 * job checks once that the order stands, as the server may die while undoing the
 * order.
 */
export const redeemedCheck = effect(
  `in ${inWords(LINKED_CHECK_MS)} with an order, else ${inWords(PATIENCE_MS)}`,
  {
    next_attempt_at: sql(
      `CASE WHEN order_id IS NULL
         THEN now() + ? * interval '1 millisecond'
         ELSE now() + ? * interval '1 millisecond' END`,
      PATIENCE_MS,
      LINKED_CHECK_MS
    ),
  }
)

/**
 * A row that waits for an operator. With an order, the job checks once that the
 * order stands: a server may die after undoing the order, and the customer could
 * not buy the cart while the row names the order. Without an order: never.
 */
export const orderCheck = effect(
  `in ${inWords(LINKED_CHECK_MS)} with an order, else never`,
  {
    next_attempt_at: sql(
      "CASE WHEN order_id IS NOT NULL THEN now() + ? * interval '1 millisecond' END",
      LINKED_CHECK_MS
    ),
  }
)

/**
 * A refused row: the completion is about to undo the order, if an order exists. If
 * the server dies before, the job finds that the order stands.
 */
export const refusalCheck = effect(
  `in ${inWords(COMPLETION_CHECK_MS)} with an order or a payment, else never`,
  {
    next_attempt_at: sql(
      "CASE WHEN order_id IS NOT NULL OR payment_collection_id IS NOT NULL" +
        " THEN now() + ? * interval '1 millisecond' END",
      COMPLETION_CHECK_MS
    ),
  }
)

/**
 * A row whose completion is undone. With a payment the job looks soon, as the
 * payment may not have been returned.
 *
 * @param otherwise_ms without a payment, in milliseconds. Null: never.
 */
export const undoneCheck = (otherwise_ms: number | null) =>
  effect(
    `in ${inWords(UNDONE_PAYMENT_CHECK_MS)} with a payment, else ` +
      (otherwise_ms === null ? "never" : inWords(otherwise_ms)),
    {
      next_attempt_at: sql(
        `now() + CASE WHEN payment_collection_id IS NULL
           THEN ?::float ELSE ? END * interval '1 millisecond'`,
        otherwise_ms,
        UNDONE_PAYMENT_CHECK_MS
      ),
    }
  )

/**
 * A refused row whose completion is undone. All completions of a cart share a row
 * without an assignment: without a shared lock another server may place an order
 * at the same time, and die. So such a row keeps its timer.
 */
export const undoneRefusalCheck = effect(
  `in ${inWords(UNDONE_PAYMENT_CHECK_MS)} with a payment, as it was without an assignment, else never`,
  {
    next_attempt_at: sql(
      `CASE WHEN payment_collection_id IS NOT NULL
           THEN now() + ? * interval '1 millisecond'
         WHEN assignment_id IS NULL THEN next_attempt_at END`,
      UNDONE_PAYMENT_CHECK_MS
    ),
  }
)

/**
 * An operator releases the assignment. If the order is unpaid, the job watches for its
 * payment: the order keeps the discount.
 */
export const paymentWatch = effect<{ order_is_unpaid: boolean }>(
  `in ${inWords(LINKED_CHECK_MS)} if its order is unpaid, else never`,
  ({ order_is_unpaid }) => ({
    next_attempt_at: order_is_unpaid ? fromNow(LINKED_CHECK_MS) : null,
  })
)

// ---- The reason.

export const because = (reason: RedemptionReason) =>
  effect(`\`${reason}\``, { reason })

export const given = effect<{ reason: RedemptionReason | null }>(
  "given",
  ({ reason }) => ({ reason })
)

export const cleared = effect("none", { reason: null })

/** The row's own reason, or `otherwise` if the row has none. */
export const becauseUnlessKnown = (otherwise: RedemptionReason) =>
  effect<Taken>(`kept, else \`${otherwise}\``, ({ redemption }) => ({
    reason: redemption.reason ?? otherwise,
  }))

// ---- Times, and the rest.

/** Since when the order stands without a verdict. The first time counts. */
export const deferredNow = effect("`deferred_at` if first", {
  deferred_at: sql("COALESCE(deferred_at, now())"),
})

export const notDeferred = effect("no `deferred_at`", { deferred_at: null })

/** The 24 hours of patience with Engage begin when the order is paid. */
export const patienceFromPayment = effect("`deferred_at` if it was unpaid", {
  deferred_at: sql(
    `CASE WHEN reason IN ('payment_pending', 'payment_overdue')
       THEN now() ELSE deferred_at END`
  ),
})

export const redeemedNow = effect("`redeemed_at`", { redeemed_at: NOW })

export const redeemedFirst = effect("`redeemed_at` if first", {
  redeemed_at: sql("COALESCE(redeemed_at, now())"),
})

export const refusedNow = effect("`rejected_at`", { rejected_at: NOW })

export const refusedFirst = effect("`rejected_at` if first", {
  rejected_at: sql("COALESCE(rejected_at, now())"),
})

export const notRefused = effect("no `rejected_at`", { rejected_at: null })

/** The worker makes one more call, or try, for a verdict. */
export const counted = effect("`attempt_count` + 1", {
  attempt_count: sql("attempt_count + 1"),
})

/** The job concluded "redeemed" from Engage's list. */
export const concluded = effect("`inferred`", { inferred: true })

export const asAnswered = effect<{ inferred: boolean }>(
  "`inferred` as answered",
  ({ inferred }) => ({ inferred })
)

export const notConcluded = effect("not `inferred`", { inferred: false })

/** "Redeemed" by an operator's word, unless Engage had answered so before. */
export const concludedByOperator = effect("`inferred` if not answered", {
  inferred: sql("inferred OR redeemed_at IS NULL"),
})

/** The discount, in major units of the cart's currency. */
export const discount = effect<{ amount: number; currency_code: string }>(
  "the discount",
  ({ amount, currency_code }) => discountColumns(amount, currency_code)
)

export const ofCustomer = effect<{ customer_id: string | null }>(
  "the customer",
  ({ customer_id }) => ({ customer_id })
)

export const ofCart = effect<{ cart_id: string }>(
  "the cart",
  ({ cart_id }) => ({
    cart_id,
  })
)

export const forPromotion = effect<{
  promotion_id: string
  promotion_code: string
}>("the promotion", ({ promotion_id, promotion_code }) => ({
  promotion_id,
  promotion_code,
}))

export const noted = effect<{ note: string }>("the note", ({ note }) => ({
  note,
}))

/** An operator has resolved the row: the operator's choice is shown first. */
export const resolvedAs = (resolution: RedemptionResolution) =>
  effect(`resolved: \`${resolution}\``, { resolution })

/** An operator has to decide once more. */
export const unresolved = effect("no resolution", { resolution: null })

/**
 * The row is for another order: the operator's choice and the outcome of the last
 * order no longer count.
 */
export const ofAnotherOrder = effect("nothing of an earlier order", {
  resolution: null,
  order_outcome: null,
  order_outcome_at: null,
})

export const outcomeOfOrder = effect<{ outcome: OrderOutcome }>(
  "what became of its order",
  ({ outcome }) => ({ order_outcome: outcome, order_outcome_at: NOW })
)

/** The payment of an undone order: the job checks that the money went back. */
export const withPaymentOf = effect<{ payment_collection_id: string }>(
  "the payment",
  ({ payment_collection_id }) => ({ payment_collection_id })
)

export const noPayment = effect("no payment", { payment_collection_id: null })

// ---- Reassigning: staff give an offer back.

export const reassignSent = effect<{ known_ids: string[] }>(
  "`sending`, and what the contact has",
  ({ known_ids }) => ({
    reassign_status: "sending",
    reassign_reason: null,
    reassign_known_ids: known_ids,
  })
)

export const reassignEnded = effect<{
  reassign_status: PromotionRedemptionDTO["reassign_status"]
  reassign_reason: PromotionRedemptionDTO["reassign_reason"]
}>("how it ended", ({ reassign_status, reassign_reason }) => ({
  reassign_status,
  reassign_reason,
}))

export const reassignedNow = effect<{ reassigned_by: string }>(
  "by whom, and when",
  ({ reassigned_by }) => ({
    reassign_status: "reassigned",
    reassign_reason: null,
    reassigned_by,
    reassigned_at: NOW,
  })
)

export const reassignDeclined = effect("`declined`", {
  reassign_status: "declined",
  reassign_reason: null,
})

// ---- Guards.

/** The caller is the holder, or was the last holder of an ended lease. */
export const byHolder = guard<Holder>("by its holder", ({ run_id }) =>
  sql("run_id = ?", run_id)
)

/** The row has not changed since its worker took the row. */
export const asTaken = guard<Taken>("as taken", ({ redemption }) =>
  sql(
    "run_id = ? AND status = ? AND order_id IS NOT DISTINCT FROM ?",
    redemption.run_id,
    redemption.status,
    redemption.order_id
  )
)

/** The row still has the status that the caller read. */
export const asRead = guard<{ status: RedemptionStatus }>(
  "status as read",
  ({ status }) => sql("status = ?", status)
)

/** Rows of the undone completion, or of its order if the job took the row since. */
export const ofUndoneCheckout = guard<{
  run_id: string
  order_id: string | null
}>("of its checkout, or of the order", ({ run_id, order_id }) =>
  order_id
    ? sql("(run_id = ? OR order_id = ?)", run_id, order_id)
    : sql("run_id = ?", run_id)
)

/** Rows of the failing completion: by `run_id`, by order, or claimed before. */
export const ofFailedCheckout = guard<{
  run_id: string
  order_id: string
  redemption_ids: readonly string[]
}>("of its checkout, of the order, or claimed by it", (of) =>
  sql(
    "(run_id = ? OR order_id = ? OR id = ANY(?))",
    ...[of.run_id, of.order_id, of.redemption_ids]
  )
)

export const due = guard("due", sql("next_attempt_at <= now()"))

export const notDue = guard(
  "the job never looks",
  sql("next_attempt_at IS NULL")
)

export const notHeld = guard("not held", sql(NOT_HELD))

/**
 * A completion does not wait for the job, which may be looking at a linked row. A
 * claimed row belongs to another completion while the lease lasts.
 */
export const linkedOrNotHeld = guard(
  "linked, or not held",
  sql(`(status = 'linked' OR ${NOT_HELD})`)
)

export const linkedNotHeldOrOwn = guard<Holder>(
  "linked, not held, or by its holder",
  ({ run_id }) =>
    sql(`(status = 'linked' OR ${NOT_HELD} OR run_id = ?)`, run_id)
)

/** No other row of the cart, redeemed or refused, has to be looked at with the row. */
export const onlyOfCart = guard(
  "the cart's only one",
  sql(
    `NOT EXISTS (
       SELECT 1 FROM promotion_redemption AS other
       WHERE other.cart_id = promotion_redemption.cart_id
         AND other.id <> promotion_redemption.id
         AND other.status <> 'released'
     )`
  )
)

/** See `isOf`. */
export const ofCartCustomer = guard<{ customer_id: string | null }>(
  "of the cart's customer",
  ({ customer_id }) =>
    sql("(customer_id IS NULL OR customer_id = ?)", customer_id)
)

/** No completion has claimed the row before, and put the row back. */
export const neverPutBack = guard(
  "never put back",
  sql("status_changed_by <> 'checkout'")
)

export const notHeldOrOwn = guard<Holder>(
  "not held, or by its holder",
  ({ run_id }) => sql(`(${NOT_HELD} OR run_id = ?)`, run_id)
)

/**
 * A refused row belongs to its completion until the completion has undone its order,
 * but no longer than a claim lasts if the server died.
 */
export const refusalFreeOrOwn = guard<Holder>(
  "no other completion at work",
  ({ run_id }) =>
    sql(
      "(run_id IS NULL OR run_id = ?" +
        " OR rejected_at <= now() - ? * interval '1 millisecond')",
      run_id,
      CLAIM_LEASE_MS
    )
)

/** With a `run_id`, a completion may have placed the row's order and died. */
export const noHolder = guard("no holder", sql("run_id IS NULL"))

export const withoutOrder = guard("no order", sql("order_id IS NULL"))

export const withOrder = guard("an order", sql("order_id IS NOT NULL"))

export const alreadyRedeemed = guard("redeemed", sql("redeemed_at IS NOT NULL"))

export const notRedeemed = guard("not redeemed", sql("redeemed_at IS NULL"))

export const withAssignment = guard(
  "an assignment",
  sql("assignment_id IS NOT NULL")
)

export const withoutAssignment = guard(
  "no assignment",
  sql("assignment_id IS NULL")
)

export const withoutPayment = guard(
  "no payment noted",
  sql("payment_collection_id IS NULL")
)

/**
 * The offer is used and the order was cancelled or returned: an operator decides
 * whether to give the offer back.
 */
export const reassignUndecided = guard(
  "reassigning is undecided",
  sql(`(${REASSIGN_OPEN})`)
)

/**
 * The outcome is news. A wholly returned order can still be cancelled; a cancelled
 * order cannot be returned.
 */
export const outcomeIsNews = guard<{ outcome: OrderOutcome }>(
  "news of its order",
  ({ outcome }) =>
    sql(
      "order_outcome IS DISTINCT FROM ? AND order_outcome IS DISTINCT FROM 'canceled'",
      outcome
    )
)

export const writtenOff = guard("written off", sql("reason = 'written_off'"))

export const notWrittenOff = guard(
  "not written off",
  sql("NOT reason = 'written_off'")
)

export const condition = (says: string, text: string, ...values: Value[]) =>
  guard(says, sql(text, ...values))

/** A time in the largest unit without a remainder: "20 s", "2 min", "1 h". */
export function inWords(ms: number): string {
  const units: [string, number][] = [
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1_000],
  ]
  const [unit, length] = units.find(([, one]) => ms % one === 0) ?? ["ms", 1]
  return `${ms / length} ${unit}`
}
