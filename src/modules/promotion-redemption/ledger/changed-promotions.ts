import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { transition } from "./transition"
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
  { id, promotion }: { id: string; promotion: { id: string; code: string } }
): Promise<boolean> {
  try {
    const changed = await transition(knex, {
      from: ["linked"],
      to: "linked",
      by: "cart",
      where: (rows) => rows.where({ id }),
      set: { promotion_id: promotion.id, promotion_code: promotion.code },
    })
    return changed.length > 0
  } catch (error) {
    if (isUniqueViolation(error)) {
      return false
    }
    throw error
  }
}
