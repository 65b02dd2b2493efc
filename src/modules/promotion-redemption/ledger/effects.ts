import type { RedemptionReason } from "../../../errors/reasons"
import type {
  OrderOutcome,
  PromotionRedemptionDTO,
  RedemptionResolution,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { GIVE_BACK_UNDECIDED } from "./predicates"
import { discountColumns, type RedemptionRow } from "./row"
import { CALL_IS_OUT } from "./sent"
import {
  COMPLETION_CHECK_MS,
  LINKED_CHECK_MS,
  NOT_HELD,
  PATIENCE_MS,
  UNDONE_PAYMENT_CHECK_MS,
} from "./time"

/** What the rows of the machine are made of: effects on columns, and guards. */

export type Value = string | number | boolean | null | readonly string[]

/** A piece of SQL on one row of the ledger, with the values of its `?`. */
export type Sql = { readonly sql: string; readonly values: readonly Value[] }

/** Columns as an event writes them. */
export type Columns = {
  readonly [Column in keyof RedemptionRow]?: Value | Sql
}

/** What an event writes. `Facts` is what its caller has to know. */
export type Effect<Facts = unknown> = {
  /** In a few words, for the table in the docs. */
  readonly says: string
  readonly columns: (facts: Facts) => Columns
}

/** Which rows an event may change, beyond their status. */
export type Guard<Facts = unknown> = {
  readonly says: string
  readonly condition: (facts: Facts) => Sql
}

export const sql = (text: string, ...values: Value[]): Sql => ({
  sql: text,
  values,
})

export const isSql = (value: unknown): value is Sql =>
  typeof value === "object" && value !== null && "sql" in value

const NOW = sql("now()")

/** A time by the database's clock: no two machines' clocks need to agree. */
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

type Run = { run_id: string }

/** A row as its worker took it: what the worker found out is about this row. */
export type Taken = {
  redemption: Pick<
    PromotionRedemptionDTO,
    "id" | "status" | "order_id" | "run_id" | "reason" | "attempt_count"
  > & {
    /** How long it has waited, in milliseconds. See `WAITED_MS`. */
    waited_ms: number
  }
}

// ---- The lease: who works on the row, and until when.

/** The run takes the row, for this long. */
export const heldFor = (ms: number) =>
  effect<Run>(`held ${inWords(ms)}`, ({ run_id }) => ({
    run_id,
    lease_expires_at: fromNow(ms),
  }))

/** The run takes the row, for as long as its work can take. */
export const heldForWork = effect<Run & { lease_ms: number }>(
  "held as long as its work can take",
  ({ run_id, lease_ms }) => ({ run_id, lease_expires_at: fromNow(lease_ms) })
)

/**
 * The job takes the row for as long as its work can take. A refused one stays its
 * completion's, which may be about to undo it.
 */
export const takenForWork = effect<Run & { lease_ms: number }>(
  "held as long as the work can take; a refused row keeps its run",
  ({ run_id, lease_ms }) => ({
    run_id: sql(
      "CASE WHEN status = 'rejected' THEN COALESCE(run_id, ?) ELSE ? END",
      ...[run_id, run_id]
    ),
    lease_expires_at: fromNow(lease_ms),
  })
)

/** The run that has the row keeps it for as long as its call can take. */
export const heldForCall = effect<{ lease_ms: number }>(
  "held as long as the call can take",
  ({ lease_ms }) => ({ lease_expires_at: fromNow(lease_ms) })
)

const atLeast = (column: string, ms: number) =>
  sql(`GREATEST(${column}, now() + ? * interval '1 millisecond')`, ms)

/** A living run keeps the row for this long, if not for longer anyway. */
export const renewedFor = (ms: number) =>
  effect(`held ${inWords(ms)} at least`, {
    lease_expires_at: atLeast("lease_expires_at", ms),
  })

/** Anybody may take the row. */
export const released = effect("released", {
  run_id: null,
  lease_expires_at: null,
})

/** Anybody may take the row, and the run still finds it as its own. */
export const ended = effect("ended, run kept", { lease_expires_at: null })

/** The run finds the row as its own, and holds nobody else off it. */
export const marked = effect<Run>("none, run noted", ({ run_id }) => ({
  run_id,
}))

/** While its call is out the run keeps the row: nobody sends beside it. */
export const heldWhileCallIsOut = effect("ended unless a call is out", {
  lease_expires_at: sql(`CASE WHEN ${CALL_IS_OUT} THEN lease_expires_at END`),
})

/** Without an order its completion is undone already: the next may have it. */
export const endedWithOrder = effect("ended, run kept with an order", {
  lease_expires_at: null,
  run_id: sql("CASE WHEN order_id IS NOT NULL THEN run_id END"),
})

// ---- The order that gets the redemption.

export const named = effect<{ order_id: string | null }>(
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

/** After a time that follows from the facts, in milliseconds. */
export const afterAs = <Facts>(says: string, ms: (facts: Facts) => number) =>
  effect<Facts>(says, (facts) => ({ next_attempt_at: fromNow(ms(facts)) }))

/** When the call's lease ends, whatever becomes of the server. */
export const whenLeaseEnds = effect("when the lease ends", {
  next_attempt_at: sql("lease_expires_at"),
})

/**
 * A redeemed row without an order needs an operator some day; with one, the job
 * has to see once that the order stands, as the server may die while it undoes
 * the order.
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
 * A row that waits for an operator: once, for the job to see that the order that
 * has its discount stands. A server may die after it undid the order, and the
 * cart could not be bought while the row names it. Without an order: never.
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
 * A refused row: its order, if there is one, is about to be undone. If the server
 * dies before that, the job has to see that the order stands.
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
 * A row whose completion is undone: soon when it had a payment, which may not
 * have been given back.
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
 * A refused row whose completion is undone. A row without an assignment is shared
 * by all completions of its cart: without a shared lock another server may place
 * an order at the same time, and die. The job looks when it would have.
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

// ---- The reason.

export const because = (reason: RedemptionReason) =>
  effect(`\`${reason}\``, { reason })

export const given = effect<{ reason: RedemptionReason | null }>(
  "given",
  ({ reason }) => ({ reason })
)

export const cleared = effect("none", { reason: null })

/** The row's own reason; this one if it has none. */
export const becauseUnlessKnown = (otherwise: RedemptionReason) =>
  effect<Taken>(`kept, else \`${otherwise}\``, ({ redemption }) => ({
    reason: redemption.reason ?? otherwise,
  }))

// ---- Times, and the rest.

/** Since when the order stands without a verdict: the first time counts. */
export const deferredNow = effect("`deferred_at` if first", {
  deferred_at: sql("COALESCE(deferred_at, now())"),
})

export const notDeferred = effect("no `deferred_at`", { deferred_at: null })

/** The 24 hours of patience with Engage begin when the payment is there. */
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

/** One more call was made for a verdict. */
export const counted = effect("`attempt_count` + 1", {
  attempt_count: sql("attempt_count + 1"),
})

/** "Redeemed" was concluded from Engage's list. */
export const concluded = effect("`inferred`", { inferred: true })

export const asAnswered = effect<{ inferred: boolean }>(
  "`inferred` as answered",
  ({ inferred }) => ({ inferred })
)

export const notConcluded = effect("not `inferred`", { inferred: false })

/** An operator says so, and no answer of Engage's did. */
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

/** A person has settled the row: what they chose is told before all else. */
export const settledAs = (resolution: RedemptionResolution) =>
  effect(`settled by hand: \`${resolution}\``, { resolution })

/** Another order has the row: what was settled, or heard, of the last is over. */
export const ofAnotherOrder = effect("nothing of an earlier order", {
  resolution: null,
  order_outcome: null,
  order_outcome_at: null,
})

/** What became of its order. */
export const outcomeOfOrder = effect<{ outcome: OrderOutcome }>(
  "what became of its order",
  ({ outcome }) => ({ order_outcome: outcome, order_outcome_at: NOW })
)

/** The payment of an order that is undone: the job looks after it. */
export const withPaymentOf = effect<{ payment_collection_id: string }>(
  "the payment",
  ({ payment_collection_id }) => ({ payment_collection_id })
)

export const noPayment = effect("no payment", { payment_collection_id: null })

// ---- Giving back.

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

export const reassignDeclined = effect("not to be given back", {
  reassign_status: "declined",
  reassign_reason: null,
})

// ---- Guards.

/** The run holds the row, or its lease has ended and nobody has taken it. */
export const ofRun = guard<Run>("its run", ({ run_id }) =>
  sql("run_id = ?", run_id)
)

/** Nothing has happened to the row since its worker took it. */
export const asTaken = guard<Taken>("as taken", ({ redemption }) =>
  sql(
    "run_id = ? AND status = ? AND order_id IS NOT DISTINCT FROM ?",
    redemption.run_id,
    redemption.status,
    redemption.order_id
  )
)

/** The row is as it was read: another status is another matter. */
export const asRead = guard<{ status: RedemptionStatus }>(
  "status as read",
  ({ status }) => sql("status = ?", status)
)

/** Of the run that is undone, or taken on since with its very order. */
export const ofUndoneRun = guard<{
  run_id: string
  order_id: string | null
}>("its run or its order", ({ run_id, order_id }) =>
  order_id
    ? sql("(run_id = ? OR order_id = ?)", run_id, order_id)
    : sql("run_id = ?", run_id)
)

/** Of the run that fails, of its order, or claimed by it. */
export const ofFailedRun = guard<{
  run_id: string
  order_id: string
  redemption_ids: readonly string[]
}>("its run, its order, or claimed by it", (of) =>
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
 * A linked row can be taken from the job, which may be looking at it: a completion
 * does not wait. A claimed one is another completion's while it is held.
 */
export const linkedOrNotHeld = guard(
  "linked, or not held",
  sql(`(status = 'linked' OR ${NOT_HELD})`)
)

export const linkedNotHeldOrOwn = guard<Run>(
  "linked, not held, or its run",
  ({ run_id }) =>
    sql(`(status = 'linked' OR ${NOT_HELD} OR run_id = ?)`, run_id)
)

export const notHeldOrOwn = guard<Run>("not held, or its run", ({ run_id }) =>
  sql(`(${NOT_HELD} OR run_id = ?)`, run_id)
)

/** A completion that took it and died may have placed its order. */
export const noRun = guard("no run", sql("run_id IS NULL"))

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
 * The order was cancelled or returned, and the offer is used: an operator decides
 * whether the customer has it again.
 */
export const giveBackUndecided = guard(
  "giving back is undecided",
  sql(GIVE_BACK_UNDECIDED)
)

/** It is news. What was returned wholly can still be cancelled; no other way round. */
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

/** A time in the largest unit that leaves no rest: "20 s", "2 min", "1 h". */
export function inWords(ms: number): string {
  const units: [string, number][] = [
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1_000],
  ]
  const [unit, length] = units.find(([, one]) => ms % one === 0) ?? ["ms", 1]
  return `${ms / length} ${unit}`
}
