import { z } from "@medusajs/framework/zod"

import { discountsOf } from "./discounts"

const cartSchema = z.object({
  promotions: z
    .array(
      z
        .object({
          id: z.string(),
          code: z.string().nullish(),
          is_automatic: z.boolean().nullish(),
        })
        .nullish()
    )
    .nullish(),
})

/** A promotion on a cart. */
export type PromotionOnCart = { id: string; code: string }

/** The promotions on a cart. One that was deleted since is left out. */
export function promotionsOf(
  cart: unknown
): (PromotionOnCart & { is_automatic: boolean })[] {
  return (cartSchema.parse(cart).promotions ?? []).flatMap((promotion) =>
    promotion?.code
      ? [
          {
            id: promotion.id,
            code: promotion.code,
            is_automatic: promotion.is_automatic ?? false,
          },
        ]
      : []
  )
}

/**
 * The promotions on a cart under each code that they are known by there: the code
 * they have now, and the one they had when the cart was computed last.
 */
export function promotionsByCode(cart: unknown): PromotionOnCart[] {
  return [
    ...promotionsOf(cart),
    ...discountsOf(cart).map(({ promotion_id, code }) => ({
      id: promotion_id,
      code,
    })),
  ]
}

/**
 * Whether a redemption's promotion is named by one of these codes. What the cart
 * says counts: the redemption's own code is the one that its promotion had when it
 * was linked, and another promotion may have it by now.
 */
export function isNamed(
  redemption: { promotion_id: string; promotion_code: string },
  codes: string[],
  onCart: PromotionOnCart[]
): boolean {
  return codes.some((code) => {
    const named = onCart.filter((promotion) => promotion.code === code)
    return named.length
      ? named.some(({ id }) => id === redemption.promotion_id)
      : redemption.promotion_code === code
  })
}
