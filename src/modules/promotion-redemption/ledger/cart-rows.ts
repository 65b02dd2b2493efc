import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { reservesAssignment } from "./predicates"
import { toRedemption, type RedemptionRow } from "./row"

/** A cart's redemption, with facts about its lease, assignment and promotion. */
export type CartRedemption = PromotionRedemptionDTO & {
  /** The row's lease has not ended. */
  held: boolean
  /** Another row reserves the assignment: another cart was faster. */
  reserved_elsewhere: boolean
  /** An operator opened the promotion to everybody after the row was refused. */
  opened: boolean
}

/** The redemptions of a cart, oldest first, without released rows. */
export async function listForCart(
  knex: Knex,
  cartId: string
): Promise<CartRedemption[]> {
  const rows: (RedemptionRow &
    Pick<CartRedemption, "reserved_elsewhere" | "opened"> & {
      held: boolean | null
    })[] = await knex("promotion_redemption")
    .where({ cart_id: cartId })
    .whereNot({ status: "released" })
    .orderBy("created_at")
    .select(
      "promotion_redemption.*",
      knex.raw("lease_expires_at > now() AS held"),
      knex.raw(
        `EXISTS (
             SELECT 1 FROM promotion_redemption AS other
             WHERE other.assignment_id = promotion_redemption.assignment_id
               AND other.id <> promotion_redemption.id
               AND ${reservesAssignment("other.")}
           ) AS reserved_elsewhere`
      ),
      knex.raw(
        `EXISTS (
             SELECT 1 FROM managed_promotion AS managed
             WHERE managed.promotion_id = promotion_redemption.promotion_id
               AND NOT managed.require_assignment
               AND managed.decided_at > promotion_redemption.rejected_at
           ) AS opened`
      )
    )
  return rows.map(({ held, reserved_elsewhere, opened, ...row }) => ({
    ...toRedemption(row as RedemptionRow),
    held: held ?? false,
    reserved_elsewhere,
    opened,
  }))
}

/** The rows that reserve these assignments for an order. */
export async function listOrderedAssignments(
  knex: Knex,
  assignmentIds: string[]
): Promise<PromotionRedemptionDTO[]> {
  const rows: RedemptionRow[] = await knex("promotion_redemption")
    .whereIn("assignment_id", assignmentIds)
    .whereRaw(reservesAssignment())
    .whereNotNull("order_id")
  return rows.map(toRedemption)
}

/**
 * The given redemptions that a completion may count on, oldest first: rows whose
 * holder the completion is, or rows that the job took for the same order, after a
 * completion that took longer than its lease.
 */
export async function listHeld(
  knex: Knex,
  completion: { redemption_ids: string[]; run_id: string; order_id: string }
): Promise<PromotionRedemptionDTO[]> {
  const { redemption_ids, run_id, order_id } = completion
  const rows: RedemptionRow[] = await knex("promotion_redemption")
    .whereIn("id", redemption_ids)
    .where((counted) => counted.where({ run_id }).orWhere({ order_id }))
    .orderBy("created_at")
  return rows.map(toRedemption)
}
