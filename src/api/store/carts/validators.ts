import { z } from "@medusajs/framework/zod"
import { booleanString } from "@medusajs/medusa/api/utils/common-validators/common"

/**
 * Query of `GET /store/carts/:id/engage-promotions`. With `refused`, the list has
 * only the offers that were refused on this cart, and works without Engage.
 */
export const StoreGetCartEngagePromotions = z.object({
  refused: booleanString().optional(),
})

/** See {@link StoreGetCartEngagePromotions}. */
export type StoreGetCartEngagePromotionsType = z.infer<
  typeof StoreGetCartEngagePromotions
>

/** `assignment_id`: the id of the assignment, not of the promotion. */
export const StoreApplyEngagePromotion = z.strictObject({
  assignment_id: z.string().min(1).max(100),
})

/** Body of `POST /store/carts/:id/engage-promotions`. */
export type StoreApplyEngagePromotionType = z.infer<
  typeof StoreApplyEngagePromotion
>
