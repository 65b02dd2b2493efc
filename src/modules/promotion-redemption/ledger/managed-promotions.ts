import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { ManagedPromotionSource } from "../../../types/promotion-redemption"

/** Of these Medusa promotions, the ones that work only with an assignment. */
export async function listManagedPromotionIds(
  knex: Knex,
  promotionIds: string[]
): Promise<Set<string>> {
  const rows: { promotion_id: string }[] = await knex("managed_promotion")
    .whereIn("promotion_id", promotionIds)
    .where({ require_assignment: true })
    .whereNull("deleted_at")
    .select("promotion_id")
  return new Set(rows.map(({ promotion_id }) => promotion_id))
}

/** Of these Medusa promotions, the ones that the ledger has seen before. */
export async function isKnownPromotion(
  knex: Knex,
  promotionId: string
): Promise<boolean> {
  const row = await knex("managed_promotion")
    .where({ promotion_id: promotionId })
    .first("id")
  return row !== undefined
}

/**
 * Notes that a Medusa promotion stands for an Engage promotion. One that is
 * noted already stays as it is: the operator's decision is kept.
 */
export async function noteManagedPromotion(
  knex: Knex,
  promotion: {
    promotion_id: string
    source: ManagedPromotionSource
    /** Orders had used it freely: it stays open until an operator decides. */
    awaiting_decision: boolean
  }
): Promise<void> {
  await knex("managed_promotion")
    .insert({
      id: generateEntityId(undefined, "manprom"),
      ...promotion,
      require_assignment: !promotion.awaiting_decision,
    })
    .onConflict()
    .ignore()
}
