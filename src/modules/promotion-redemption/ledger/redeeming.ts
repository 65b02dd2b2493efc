import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { EARLIER_WITHOUT_VERDICT } from "./sent"
import {
  fromNow,
  LINKED_CHECK_MS,
  orderCheck,
  redeemedCheck,
  rejectedColumns,
  retryDelayMs,
} from "./time"
import {
  closeAttempt,
  transition,
  type ClosedAttempt,
  type OpenedAttempt,
} from "./transition"
import type { NextState } from "./verdict"

/** A redemption whose call is about to be made. */
export type Started = {
  redemption: PromotionRedemptionDTO
  attempt_id: string
  /** An earlier call of ours for it ended without a verdict. */
  earlier_without_verdict: boolean
}

/**
 * Commits that a redeem call is about to be made, before it is. From here on the
 * assignment may be redeemed, whatever happens to this server.
 *
 * @returns null when the run no longer holds the row: nothing may be sent.
 */
export async function startRedeeming(
  knex: Knex,
  start: {
    id: string
    run_id: string
    from: readonly RedemptionStatus[]
    by: string
    trigger: AttemptTrigger
    order_id: string | null
    lease_ms: number
  }
): Promise<Started | null> {
  const [row] = await transition(knex, {
    from: start.from,
    to: "redeeming",
    by: start.by,
    where: (rows) => rows.where({ id: start.id, run_id: start.run_id }),
    set: {
      order_id: start.order_id,
      attempt_count: knex.raw("attempt_count + 1"),
      // The 24 hours of patience begin when the payment is there.
      deferred_at: knex.raw(
        `CASE WHEN reason IN ('payment_pending', 'payment_overdue')
           THEN now() ELSE deferred_at END`
      ),
      lease_expires_at: fromNow(knex, start.lease_ms),
      next_attempt_at: fromNow(knex, start.lease_ms),
    },
    open: { operation: "redeem", trigger: start.trigger },
    returning: { earlier_without_verdict: EARLIER_WITHOUT_VERDICT },
  })
  return row
    ? {
        redemption: row,
        attempt_id: row.attempt_id as string,
        earlier_without_verdict: row.earlier_without_verdict === true,
      }
    : null
}

/** What a call came to, to be committed with its attempt. */
export type Finish = {
  id: string
  run_id: string
  by: string
  next: NextState
  close: ClosedAttempt
}

/**
 * Commits what a call came to, with its attempt. Also for an answer that came
 * late: the row may be `pending` by then, but still held by the call's run.
 * A refusal without an order to give the discount to needs no operator.
 *
 * @returns null when another run has taken the row: only the attempt is closed.
 */
export async function finishRedeeming(
  knex: Knex,
  finish: Finish
): Promise<PromotionRedemptionDTO | null> {
  const row =
    (finish.next.status === "attention" &&
      (await moveTo(knex, finish, "rejected", (rows) =>
        rows.whereNull("order_id")
      ))) ||
    (await moveTo(knex, finish, finish.next.status))
  if (!row) {
    await closeAttempt(knex, finish.close)
  }
  return row
}

async function moveTo(
  knex: Knex,
  { id, run_id, by, next, close }: Finish,
  status: RedemptionStatus,
  only: (rows: Knex.QueryBuilder) => void = () => undefined
): Promise<PromotionRedemptionDTO | null> {
  const [row] = await transition(knex, {
    from: ["redeeming", "pending"],
    to: status,
    by,
    where: (rows) => rows.where({ id, run_id }).modify(only),
    set: {
      reason: next.reason,
      inferred: next.inferred,
      lease_expires_at: null,
      next_attempt_at:
        next.next_attempt_in_ms === null
          ? null
          : fromNow(knex, next.next_attempt_in_ms),
      ...(status === "redeemed" && {
        redeemed_at: knex.fn.now(),
        next_attempt_at: redeemedCheck(knex),
        // Its completion is undone already: the next cart may have it.
        run_id: knex.raw("CASE WHEN order_id IS NOT NULL THEN run_id END"),
      }),
      ...(status === "rejected" && rejectedColumns(knex)),
      ...(status === "attention" && { next_attempt_at: orderCheck(knex) }),
      ...(status === "pending" && {
        deferred_at: knex.raw("COALESCE(deferred_at, now())"),
      }),
    },
    close,
  })
  return row ?? null
}

/**
 * Lets the order stand without a verdict. While a call is still out its run
 * keeps the row, so that nobody sends a second one beside it.
 */
export async function defer(
  knex: Knex,
  {
    id,
    run_id,
    from,
    by,
    order_id,
    reason,
    call_is_out,
    not_before_ms = 0,
  }: {
    id: string
    run_id: string
    from: readonly RedemptionStatus[]
    by: string
    order_id: string | null
    reason: "engage_unavailable" | "outcome_unknown" | "payment_pending"
    call_is_out: boolean
    /** The job tries no sooner than this, in milliseconds. */
    not_before_ms?: number
  }
): Promise<PromotionRedemptionDTO | null> {
  const [row] = await transition(knex, {
    from,
    to: "pending",
    by,
    where: (rows) => rows.where({ id, run_id }),
    set: {
      order_id,
      reason,
      deferred_at: knex.raw("COALESCE(deferred_at, now())"),
      ...(call_is_out
        ? { next_attempt_at: knex.ref("lease_expires_at") }
        : {
            lease_expires_at: null,
            next_attempt_at: fromNow(
              knex,
              Math.max(retryDelayMs(1), not_before_ms)
            ),
          }),
    },
  })
  return row ?? null
}

/** Records a call that changes no status by itself, before it is made. */
export async function startVerifying(
  knex: Knex,
  {
    id,
    run_id,
    status,
    trigger,
  }: {
    id: string
    run_id: string
    status: RedemptionStatus
    trigger: OpenedAttempt["trigger"]
  }
): Promise<string | null> {
  const [row] = await transition(knex, {
    from: [status],
    to: status,
    by: "",
    where: (rows) => rows.where({ id, run_id }),
    open: { operation: "verify", trigger },
  })
  return row?.attempt_id ?? null
}

/**
 * Gives an assignment that an earlier completion redeemed to the cart's order,
 * by compare-and-set on its empty `order_id`. It is not sent again.
 *
 * @returns null when another order was faster.
 */
export async function bindToOrder(
  knex: Knex,
  {
    id,
    run_id,
    order_id,
    by,
  }: { id: string; run_id: string; order_id: string; by: string }
): Promise<PromotionRedemptionDTO | null> {
  const [row] = await transition(knex, {
    from: ["redeemed", "attention"],
    to: "redeemed",
    by,
    where: (rows) =>
      rows
        .where({ id, run_id })
        .whereNull("order_id")
        .whereNotNull("redeemed_at"),
    set: {
      order_id,
      reason: null,
      lease_expires_at: null,
      next_attempt_at: fromNow(knex, LINKED_CHECK_MS),
    },
  })
  return row ?? null
}
