import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
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

/** Where a cart is bought. */
type CartPlace = {
  /** In lower case; null when there is no such cart. */
  currency_code: string | null
  sales_channel_id: string | null
}

/** A cart's currency and sales channel. */
export async function placeOf(
  container: MedusaContainer,
  cartId: string
): Promise<CartPlace> {
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["currency_code", "sales_channel_id"],
    filters: { id: cartId },
  })
  return {
    currency_code: cart?.currency_code?.toLowerCase() ?? null,
    sales_channel_id: cart?.sales_channel_id ?? null,
  }
}

const payableCartSchema = z.object({
  payment_collection: z
    .object({
      payment_sessions: z.array(z.object({ id: z.string() })).nullish(),
    })
    .nullish(),
})

/** The payment sessions of a cart, by id. */
export function paymentSessionIdsOf(cart: unknown): string[] {
  const { payment_collection } = payableCartSchema.parse(cart)
  return (payment_collection?.payment_sessions ?? []).map(({ id }) => id)
}

const skippedSchema = z
  .array(z.object({ code: z.string(), reason: z.string() }))
  .nullish()

/** What Medusa's update-cart-promotions answers as `skipped_promo_codes`. */
export type SkippedCodes = z.input<typeof skippedSchema>

/** Medusa has no other reasons yet; a new one need not be about a limit. */
const LIMITS = ["promotion_limit_exceeded", "campaign_budget_exceeded"]

/** Codes that Medusa did not apply, as their limit or budget is used up. */
export function usedUpCodes(skipped: SkippedCodes): string[] {
  return (skippedSchema.parse(skipped) ?? [])
    .filter(({ reason }) => LIMITS.includes(reason))
    .map(({ code }) => code)
}
