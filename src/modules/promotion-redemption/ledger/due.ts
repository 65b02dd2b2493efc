import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import type { Taken } from "./effects"
import type { TakenEvent } from "./events"
import { MACHINE } from "./machine"
import { toRedemption, type RedemptionRow } from "./row"
import { EARLIER_WITHOUT_VERDICT } from "./sent"
import { NOT_HELD, PATIENCE_MS, WAITED_MS } from "./time"
import { apply, written } from "./transition"

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
    .whereRaw(NOT_HELD)
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
    .update(written(knex, MACHINE.take, { run_id, lease_ms }))
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
  await apply(
    knex,
    { event: "release_lease", run_id },
    { rows: { id: ids }, by: null }
  )
}

/**
 * Writes what a worker found out about a redemption that it has taken, and gives
 * the redemption up.
 *
 * @param by who the worker works for.
 * @returns null when another run has taken it, or when its order has been noted
 * or undone since the worker took it: what was found out is out of date.
 */
export async function applyTaken(
  knex: Knex,
  redemption: Taken["redemption"],
  event: TakenEvent,
  by = "job"
): Promise<PromotionRedemptionDTO | null> {
  const [row] = await apply(
    knex,
    { ...event, redemption },
    { rows: { id: redemption.id }, by }
  )
  return row ?? null
}

/** Hands a redemption to an operator when it had no verdict for 24 hours. */
export async function giveUp(
  knex: Knex,
  id: string
): Promise<PromotionRedemptionDTO | null> {
  const [row] = await apply(
    knex,
    { event: "give_up" },
    { rows: { id }, by: "job" }
  )
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
