import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import type { RedeemOutcome } from "../engage/types"
import { AS_STORED } from "./effects"
import type { LedgerEvent } from "./events"
import { assigned, type AssignedRedemption } from "./row"
import { MAY_HAVE_ARRIVED } from "./sent"
import {
  apply,
  closeAttempt,
  type Change,
  type ClosedAttempt,
} from "./transition"
import { nextState, type AnswerEvent, type AnswerFacts } from "./verdict"

/** A redemption whose call is about to be made. */
export type Started = {
  redemption: AssignedRedemption
  attempt_id: string
  /** An earlier call of ours may have redeemed the assignment. */
  may_have_arrived: boolean
}

type Start = {
  run_id: string
  from: readonly RedemptionStatus[]
  by: string
  trigger: AttemptTrigger
  lease_ms: number
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
  {
    id,
    order_id,
    first_call,
    ...start
  }: Start & { id: string; order_id: string | null; first_call?: boolean }
): Promise<Started | null> {
  const [started] = first_call
    ? await send(knex, start, { id, attempt_count: 0 }, order_id, "false")
    : await send(knex, start, { id }, order_id)
  return started ?? null
}

/**
 * Like {@link startRedeeming}, for rows of one holder in one statement. Each keeps
 * its order.
 *
 * @returns the rows of which the caller is the holder. No other call may be made.
 */
export async function startRedeemingAll(
  knex: Knex,
  { ids, ...start }: Start & { ids: readonly string[] }
): Promise<Started[]> {
  return send(knex, start, { id: ids }, AS_STORED)
}

async function send(
  knex: Knex,
  { run_id, from, by, trigger, lease_ms }: Start,
  rows: Change["rows"],
  order_id: string | null | typeof AS_STORED,
  may_have_arrived = MAY_HAVE_ARRIVED
): Promise<Started[]> {
  const sent = await apply(
    knex,
    { event: "send", run_id, trigger, order_id, lease_ms },
    {
      rows: { ...rows, status: from },
      by,
      returning: { may_have_arrived },
    }
  )
  return sent.map((row) => ({
    redemption: assigned(row),
    attempt_id: row.attempt_id as string,
    may_have_arrived: row.may_have_arrived === true,
  }))
}

/** The outcome of a call, to be committed with its attempt. */
type Finish = AnswerFacts & {
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

/** The events of a completion, about a row whose holder the completion is. */
type HeldEvent = LedgerEvent<
  | "bind_order"
  | "defer_sent"
  | "defer_unsent"
  | "forget_refused_order"
  | "refuse_unsent"
  | "refuse_unsent_kept"
>

/**
 * Writes a completion's event on a row.
 *
 * @returns null when the caller no longer is the holder, or when another order was
 * faster.
 */
export async function applyHeld(
  knex: Knex,
  { id, by }: { id: string; by: string },
  event: HeldEvent
): Promise<PromotionRedemptionDTO | null> {
  const [row] = await apply(knex, event, { rows: { id }, by })
  return row ?? null
}
