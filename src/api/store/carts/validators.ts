import { z } from "@medusajs/framework/zod"

/** `assignment_id`: the id of the assignment, not of the promotion. */
export const StoreApplyEngagePromotion = z.strictObject({
  assignment_id: z.string().min(1).max(100),
})

/** Body of `POST /store/carts/:id/engage-promotions`. */
export type StoreApplyEngagePromotionType = z.infer<
  typeof StoreApplyEngagePromotion
>
