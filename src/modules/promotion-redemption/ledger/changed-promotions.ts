import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import type { CodePromotion } from "./managed-promotions"
import { assigned, type AssignedRedemption } from "./row"
import { apply } from "./transition"
import { isUniqueViolation } from "./unique-violation"

/**
 * Has a linked redemption stand for another Medusa promotion, or for the same one
 * under its new code.
 *
 * @returns false when the row is not `linked` any more, or its cart has another
 * redemption of that promotion.
 */
export async function changePromotion(
  knex: Knex,
  { id, promotion }: { id: string; promotion: CodePromotion }
): Promise<boolean> {
  try {
    const changed = await apply(
      knex,
      {
        event: "change_promotion",
        promotion_id: promotion.id,
        promotion_code: promotion.code,
      },
      { rows: { id }, by: "cart" }
    )
    return changed.length > 0
  } catch (error) {
    if (isUniqueViolation(error)) {
      return false
    }
    throw error
  }
}

/**
 * Refuses linked redemptions of a cart whose Medusa promotion cannot be used any
 * more. Nothing was sent, and there is no order: the job need not look.
 */
export async function refuseLinked(
  knex: Knex,
  {
    cart_id,
    promotion_ids,
    code,
    by,
  }: { cart_id: string; promotion_ids: string[]; code: ErrorCode; by: string }
): Promise<AssignedRedemption[]> {
  const refused = await apply(
    knex,
    { event: "refuse_linked", reason: code },
    { rows: { cart_id, promotion_id: promotion_ids }, by }
  )
  return refused.map(assigned)
}

/**
 * Takes a refused redemption off the order that stands all the same, as everybody
 * has the discount: there is nothing in it for an operator to decide.
 */
export async function forgetRefusedOrder(
  knex: Knex,
  { id, run_id }: { id: string; run_id: string }
): Promise<void> {
  await apply(
    knex,
    { event: "forget_refused_order", run_id },
    { rows: { id }, by: "checkout" }
  )
}
