import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import type { Taken } from "./effects"
import { columnsOf, type TakenEvent } from "./events"
import { MACHINE } from "./machine"
import { toRedemption, type RedemptionRow } from "./row"
import { MAY_HAVE_ARRIVED } from "./sent"
import { assignment, run, sql, sqlOf } from "./sql"
import { NOT_HELD, PATIENCE_MS, WAITED_MS } from "./time"
import { apply } from "./transition"
import { isUniqueViolation } from "./unique-violation"

/** A redemption whose lease a worker holds. */
export type DueRedemption = PromotionRedemptionDTO & {
  /** A call of ours may have redeemed the assignment: ask before sending. */
  may_have_arrived: boolean
  /**
   * The redemption was redeemed longer ago than it may wait for an order. Always
   * true for an operator.
   */
  waited_long: boolean
  /** How long the redemption has waited, in milliseconds. See {@link WAITED_MS}. */
  waited_ms: number
}

/**
 * Takes due redemptions for one worker. Any number of workers may ask at once:
 * each row has one holder until its lease ends. With no due row Postgres only
 * looks into an index.
 */
export async function takeDue(
  knex: Knex,
  {
    run_id,
    limit,
    lease_ms,
  }: { run_id: string; limit: number; lease_ms: number }
): Promise<DueRedemption[]> {
  const rows = await run<
    RedemptionRow & {
      may_have_arrived: boolean
      waited_long: boolean | null
      waited_ms: number
    }
  >(
    knex,
    // Materialised, so that the limit holds with every query plan.
    sqlOf`
      WITH due AS MATERIALIZED (
        SELECT id FROM promotion_redemption
        WHERE next_attempt_at <= now() AND ${sql(NOT_HELD)}
        ORDER BY next_attempt_at
        LIMIT ${limit}
        FOR UPDATE SKIP LOCKED
      )
      UPDATE promotion_redemption
      SET ${assignment(columnsOf(MACHINE.take, { run_id, lease_ms }))}
      WHERE id IN (SELECT id FROM due)
      RETURNING *,
        ${sql(MAY_HAVE_ARRIVED)} AS may_have_arrived,
        redeemed_at <= now() - ${PATIENCE_MS} * interval '1 millisecond'
          AS waited_long,
        ${sql(WAITED_MS)} AS waited_ms`
  )
  return rows.map(({ may_have_arrived, waited_long, waited_ms, ...row }) => ({
    ...toRedemption(row),
    may_have_arrived,
    waited_long: waited_long ?? false,
    waited_ms,
  }))
}

/**
 * Writes a worker's event for a taken redemption, and releases the lease. If the
 * event makes the redemption reserve its assignment for an order, but a different
 * order reserves the assignment by now, an operator is shown the redemption.
 *
 * @param by who the worker works for.
 * @returns null when another worker has taken the row, or when the row's order has
 * been noted or undone since: the worker's findings are out of date.
 */
export async function applyTaken(
  knex: Knex,
  redemption: Taken["redemption"],
  event: TakenEvent,
  by = "job"
): Promise<PromotionRedemptionDTO | null> {
  const change = { rows: { id: redemption.id }, by }
  try {
    const [row] = await apply(knex, { ...event, redemption }, change)
    return row ?? null
  } catch (error) {
    const otherwise = isUniqueViolation(error) && ifReservedElsewhere(event)
    if (!otherwise) {
      throw error
    }
    const [row] = await apply(knex, { ...otherwise, redemption }, change)
    return row ?? null
  }
}

/** The event to write when a different order reserves the assignment. */
function ifReservedElsewhere(event: TakenEvent): TakenEvent | null {
  switch (event.event) {
    case "find_order":
    case "find_order_undiscounted":
      return {
        event: "find_order_reserved_elsewhere",
        order_id: event.order_id,
      }
    case "show_paid_after_release":
      return { event: "show_paid_reserved_elsewhere" }
    default:
      return null
  }
}

/** Closes the attempts of a dead server as `unknown`: the calls may have arrived. */
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
