import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { EARLIER_WITHOUT_VERDICT } from "./sent"
import { apply, closeAttempt, type ClosedAttempt } from "./transition"
import type { AnswerEvent } from "./verdict"

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
 * @param first_call only a row for which no call was ever begun: for a caller that
 * has not looked at the row since it was claimed. Default: false.
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
    first_call?: boolean
  }
): Promise<Started | null> {
  const { id, from, run_id, trigger, order_id, lease_ms, first_call } = start
  const [row] = await apply(
    knex,
    { event: "send", run_id, trigger, order_id, lease_ms },
    {
      rows: { id, status: from, ...(first_call && { attempt_count: 0 }) },
      by: start.by,
      returning: { earlier_without_verdict: EARLIER_WITHOUT_VERDICT },
    }
  )
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
  next: AnswerEvent
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
  { id, run_id, by, next, close }: Finish
): Promise<PromotionRedemptionDTO | null> {
  const settle = async (event: AnswerEvent, of: { order_id?: null } = {}) => {
    const change = { rows: { id, ...of }, by, close }
    const [row] = await apply(knex, { ...event, run_id }, change)
    return row
  }
  const row =
    (next.event === "answer_refused_late" &&
      (await settle(
        { event: "answer_refused", reason: next.reason },
        { order_id: null }
      ))) ||
    (await settle(next))
  if (!row) {
    await closeAttempt(knex, close)
  }
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
  const facts = { run_id, order_id, reason }
  const [row] = await apply(
    knex,
    call_is_out
      ? { event: "defer_sent", ...facts }
      : { event: "defer_unsent", ...facts, not_before_ms },
    { rows: { id, status: from }, by }
  )
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
    trigger: AttemptTrigger
  }
): Promise<string | null> {
  const [row] = await apply(
    knex,
    { event: "look", run_id, status, trigger },
    { rows: { id }, by: null }
  )
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
  const [row] = await apply(
    knex,
    { event: "bind_order", run_id, order_id },
    { rows: { id }, by }
  )
  return row ?? null
}
