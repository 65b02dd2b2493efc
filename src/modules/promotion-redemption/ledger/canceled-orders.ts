import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  OrderOutcome,
  PromotionRedemptionDTO,
} from "../../../types/promotion-redemption"
import { conditionsOf } from "./events"
import { MACHINE } from "./machine"
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
        .where((undecided) =>
          undecided.where({ status: "attention" }).modify(isOpenToCancelling)
        )
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
  await apply(
    knex,
    { event: "look_at_canceled" },
    { rows: { order_id: orderIds }, by: null }
  )
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

/** Condition: the job looks at the row once the order is cancelled. */
function isOpenToCancelling(rows: Knex.QueryBuilder): void {
  for (const { sql, values } of conditionsOf(MACHINE.look_at_canceled, {})) {
    rows.whereRaw(sql, values as Knex.RawBinding[])
  }
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
