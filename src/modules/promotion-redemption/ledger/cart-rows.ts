import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { binding } from "./predicates"
import { toRedemption, type RedemptionRow } from "./row"

/** A cart's redemption with what the database knows of its surroundings. */
export type CartRedemption = PromotionRedemptionDTO & {
  /** A run holds the row now. */
  held: boolean
  /** Another row holds the assignment: another cart was faster. */
  taken: boolean
}

/** The redemptions of a cart, oldest first, without those that were released. */
export async function listCartRedemptions(
  knex: Knex,
  cartId: string
): Promise<CartRedemption[]> {
  const rows: (RedemptionRow & { held: boolean | null; taken: boolean })[] =
    await knex("promotion_redemption")
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
               AND ${binding("other.")}
           ) AS taken`
        )
      )
  return rows.map(({ held, taken, ...row }) => ({
    ...toRedemption(row as RedemptionRow),
    held: held ?? false,
    taken,
  }))
}

/** Those of these redemptions that the run holds, oldest first. */
export async function listHeldRedemptions(
  knex: Knex,
  ids: string[],
  runId: string
): Promise<PromotionRedemptionDTO[]> {
  const rows: RedemptionRow[] = await knex("promotion_redemption")
    .whereIn("id", ids)
    .where({ run_id: runId })
    .orderBy("created_at")
  return rows.map(toRedemption)
}
