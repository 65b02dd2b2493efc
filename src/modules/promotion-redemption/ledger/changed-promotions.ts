import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import type { CodePromotion } from "./managed-promotions"
import { assigned, type AssignedRedemption } from "./row"
import { apply } from "./transition"
import { isUniqueViolation } from "./unique-violation"

/**
 * Changes the Medusa promotion of a linked redemption: to another promotion, or to
 * the same promotion under its new code.
 *
 * @returns false when the row is not `linked` any more, or when the cart has
 * another redemption of the promotion.
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
 * more. No call was made and no order exists: the job need not look.
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
