import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  OrderOutcome,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { apply } from "./transition"

/**
 * Orders whose rows are for an operator or written off, and that, as far as the
 * ledger knows, have not used their assignment. The job checks `pending` rows
 * anyway. By id.
 *
 * @param after the last id of the page before; empty for the first page.
 */
export async function listReservingOrders(
  knex: Knex,
  { after, limit }: { after: string; limit: number }
): Promise<string[]> {
  return knex("promotion_redemption")
    .where((reserving) =>
      reserving
        .where((undecided) => undecided.modify(canBeSettled, ["attention"]))
        .orWhere({ status: "rejected", reason: "written_off" })
    )
    .whereNotNull("assignment_id")
    .where("order_id", ">", after)
    .distinct("order_id")
    .orderBy("order_id")
    .limit(limit)
    .pluck("order_id")
}

/**
 * Makes the job look at once at rows of cancelled orders that wait for Engage or
 * for an operator. A row that the job has handed to an operator with
 * `order_canceled` is left to the operator.
 */
export async function lookAtCanceled(
  knex: Knex,
  orderIds: string[]
): Promise<void> {
  await knex("promotion_redemption")
    .whereIn("order_id", orderIds)
    .modify(canBeSettled, ["pending", "attention"])
    .update({ next_attempt_at: knex.fn.now() })
}

/** Notes an order's outcome on its redemptions, if the outcome is news. */
export async function noteOrderOutcome(
  knex: Knex,
  { order_ids, outcome }: { order_ids: string[]; outcome: OrderOutcome }
): Promise<void> {
  await apply(
    knex,
    { event: "order_ended", outcome },
    { rows: { order_id: order_ids }, by: null }
  )
}

/** Condition: the job settles the row once its order is cancelled. */
function canBeSettled(
  rows: Knex.QueryBuilder,
  statuses: RedemptionStatus[]
): void {
  rows
    .whereIn("status", statuses)
    .whereNull("redeemed_at")
    .whereNull("rejected_at")
    .whereRaw("reason IS DISTINCT FROM 'order_canceled'")
}

/**
 * Releases rows that an operator wrote off, when the order was cancelled since:
 * the customer can use the assignment again. The operator's action and note stay.
 *
 * @returns the rows that it released.
 */
export async function releaseWrittenOff(
  knex: Knex,
  { order_ids, by }: { order_ids: string[]; by: string }
): Promise<PromotionRedemptionDTO[]> {
  return apply(
    knex,
    { event: "release_written_off" },
    { rows: { order_id: order_ids }, by }
  )
}
