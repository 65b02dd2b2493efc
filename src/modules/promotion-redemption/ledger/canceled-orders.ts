import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { conditionsOf } from "./events"
import { MACHINE } from "./machine"

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

/** Condition: the job looks at the row once the order is cancelled. */
function isOpenToCancelling(rows: Knex.QueryBuilder): void {
  for (const { sql, values } of conditionsOf(MACHINE.look_at_canceled, {})) {
    rows.whereRaw(sql, values as Knex.RawBinding[])
  }
}
