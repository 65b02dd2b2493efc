import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { toRedemption, type RedemptionRow } from "./row"
import { EARLIER_WITHOUT_VERDICT } from "./sent"
import { fromNow, orderCheck, PATIENCE_MS, WAITED_MS } from "./time"
import { transition } from "./transition"

/** A redemption that a worker has taken. */
export type DueRedemption = PromotionRedemptionDTO & {
  /** A call of ours may have redeemed it already: ask before sending. */
  maybe_sent: boolean
  /** It is redeemed, and has been for longer than it may wait for an order. */
  waited_long: boolean
  /** How long it has waited, in milliseconds. See {@link WAITED_MS}. */
  waited_ms: number
}

/**
 * Takes redemptions whose time has come, for one worker. Any number of workers
 * may ask at once: each row goes to one, until its lease ends. With nothing due
 * it costs one look into an index.
 */
export async function takeDue(
  knex: Knex,
  {
    run_id,
    limit,
    lease_ms,
  }: { run_id: string; limit: number; lease_ms: number }
): Promise<DueRedemption[]> {
  const due = knex("promotion_redemption")
    .whereRaw("next_attempt_at <= now()")
    .whereRaw("(lease_expires_at IS NULL OR lease_expires_at <= now())")
    .orderBy("next_attempt_at")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .select("id")
  const rows: (RedemptionRow & {
    maybe_sent: boolean
    waited_long: boolean | null
    waited_ms: number
  })[] = await knex
    // Materialised, for the limit to hold whatever the plan is.
    .withMaterialized("due", due)
    .from("promotion_redemption")
    .whereIn("id", knex.select("id").from("due"))
    .update({
      // A refused one stays its completion's, which may be about to undo it.
      run_id: knex.raw(
        "CASE WHEN status = 'rejected' THEN COALESCE(run_id, ?) ELSE ? END",
        [run_id, run_id]
      ),
      lease_expires_at: fromNow(knex, lease_ms),
    })
    .returning([
      "promotion_redemption.*",
      knex.raw(`${EARLIER_WITHOUT_VERDICT} AS maybe_sent`),
      knex.raw(
        "redeemed_at <= now() - ? * interval '1 millisecond' AS waited_long",
        [PATIENCE_MS]
      ),
      knex.raw(`${WAITED_MS} AS waited_ms`),
    ])
  return rows.map(({ maybe_sent, waited_long, waited_ms, ...row }) => ({
    ...toRedemption(row as RedemptionRow),
    maybe_sent,
    waited_long: waited_long ?? false,
    waited_ms,
  }))
}

/** Gives back what a worker has taken and will not come to. */
export async function giveBack(
  knex: Knex,
  { ids, run_id }: { ids: string[]; run_id: string }
): Promise<void> {
  await knex("promotion_redemption")
    .whereIn("id", ids)
    .where({ run_id })
    .update({ lease_expires_at: null })
}

/**
 * Changes a redemption that the worker holds, and gives it up.
 *
 * @returns null when another run has taken it, or when its order has been noted
 * or undone since the worker took it: what was found out is out of date.
 */
export async function settleHeld(
  knex: Knex,
  held: {
    redemption: PromotionRedemptionDTO
    run_id: string
    to: PromotionRedemptionDTO["status"]
    reason: PromotionRedemptionDTO["reason"]
    /** When to look again, in milliseconds. Null: never. */
    next_attempt_in_ms: number | null
    order_id?: string | null
    inferred?: boolean
    /** A call was made that settled nothing: the next one comes later. */
    tried?: boolean
    /** The assignment is not this row's any more. */
    refused?: boolean
    /** The run goes on to find the row as its own. */
    keeps_run?: boolean
    /** Who it is changed by. Default `job`. */
    by?: string
  }
): Promise<PromotionRedemptionDTO | null> {
  const { redemption, run_id, to, next_attempt_in_ms } = held
  const [row] = await transition(knex, {
    from: [redemption.status],
    to,
    by: held.by ?? "job",
    where: (rows) =>
      rows
        .where({ id: redemption.id, run_id })
        .whereRaw("order_id IS NOT DISTINCT FROM ?", [redemption.order_id]),
    set: {
      reason: held.reason,
      ...(!held.keeps_run && { run_id: null }),
      lease_expires_at: null,
      next_attempt_at:
        next_attempt_in_ms === null ? null : fromNow(knex, next_attempt_in_ms),
      ...(held.order_id !== undefined && { order_id: held.order_id }),
      ...(held.inferred !== undefined && { inferred: held.inferred }),
      ...(held.refused && { rejected_at: knex.fn.now() }),
      ...(held.tried && { attempt_count: knex.raw("attempt_count + 1") }),
      ...(to === "redeemed" && {
        redeemed_at: knex.raw("COALESCE(redeemed_at, now())"),
      }),
      ...(to === "linked" && { deferred_at: null, order_id: null }),
      ...(to === "pending" && {
        deferred_at: knex.raw("COALESCE(deferred_at, now())"),
      }),
    },
  })
  return row ?? null
}

/** Hands a redemption to an operator when it had no verdict for 24 hours. */
export async function giveUp(
  knex: Knex,
  id: string
): Promise<PromotionRedemptionDTO | null> {
  const [row] = await transition(knex, {
    from: ["pending"],
    to: "attention",
    by: "job",
    where: (rows) =>
      rows
        .where({ id })
        .whereRaw("deferred_at <= now() - ? * interval '1 millisecond'", [
          PATIENCE_MS,
        ]),
    set: { reason: "retries_exhausted", next_attempt_at: orderCheck(knex) },
  })
  return row ?? null
}

/** Closes the calls of a dead server: whether they arrived is not known. */
export async function closeLostAttempts(
  knex: Knex,
  redemptionId: string
): Promise<void> {
  await knex("promotion_redemption_attempt")
    .where({ promotion_redemption_id: redemptionId })
    .whereNull("finished_at")
    .update({
      finished_at: knex.fn.now(),
      updated_at: knex.fn.now(),
      outcome: "unknown",
    })
}
