import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import type { RedeemOutcome } from "../engage/types"
import { assigned, type AssignedRedemption } from "./row"
import { MAY_HAVE_ARRIVED } from "./sent"
import { apply, closeAttempt, type ClosedAttempt } from "./transition"
import { nextState, type AnswerEvent, type AnswerFacts } from "./verdict"

/** A redemption whose call is about to be made. */
export type Started = {
  redemption: AssignedRedemption
  attempt_id: string
  /** An earlier call of ours may have redeemed the assignment. */
  may_have_arrived: boolean
}

/**
 * Commits that a redeem call is about to be made. From here on Engage may have
 * redeemed the assignment, even if this server dies.
 *
 * @param first_call only a row without any earlier call: for a caller that has not
 * read the row since claiming. Default: false.
 * @returns null when the caller no longer is the holder: no call may be made.
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
      returning: { may_have_arrived: MAY_HAVE_ARRIVED },
    }
  )
  return row
    ? {
        redemption: assigned(row),
        attempt_id: row.attempt_id as string,
        may_have_arrived: row.may_have_arrived === true,
      }
    : null
}

/** The outcome of a call, to be committed with its attempt. */
export type Finish = AnswerFacts & {
  id: string
  run_id: string
  by: string
  outcome: RedeemOutcome
  close: ClosedAttempt
}

/**
 * Commits the outcome of a call, with its attempt. Also for a late answer: the row
 * may be `pending` by then, but the caller still is the holder. A refusal without
 * an order that has the discount needs no operator.
 *
 * @returns null when another worker has taken the row: only the attempt is closed.
 */
export async function finishRedeeming(
  knex: Knex,
  { id, run_id, by, outcome, close, ...facts }: Finish
): Promise<PromotionRedemptionDTO | null> {
  const next = nextState(outcome, facts)
  const write = async (event: AnswerEvent, of: { order_id?: null } = {}) => {
    const change = { rows: { id, ...of }, by, close }
    const [row] = await apply(knex, { ...event, run_id }, change)
    return row
  }
  const row =
    (next.event === "answer_refused_late" &&
      (await write(
        { event: "answer_refused", reason: next.reason },
        { order_id: null }
      ))) ||
    (await write(next))
  if (!row) {
    await closeAttempt(knex, close)
  }
  return row ?? null
}

/**
 * Lets the order stand without a verdict. While a call is out the caller stays the
 * holder, so that no second call is made beside the first.
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
    /** Shortest wait before the job's next try, in milliseconds. Default: 0. */
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

/** Records a look at Engage's list, before the call. A look changes no status. */
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
 * Binds an assignment that an earlier completion redeemed to the cart's order, by
 * compare-and-set on the empty `order_id`. No second call is made.
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
