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

/** The promotions on a cart, without promotions deleted since. */
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
 * The promotions on a cart under each of their codes: the current code, and the code
 * at the cart's last computation.
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
 * Whether the codes name a redemption's promotion. The cart's codes count before the
 * redemption's own code: since linking, the promotion may have got a new code, and a
 * different promotion the old code.
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

/**
 * The present code of a redemption's promotion: an operator may have renamed the
 * promotion. For a deleted promotion, the code that the redemption knows.
 */
export async function currentCodeOf(
  container: MedusaContainer,
  {
    promotion_id,
    promotion_code,
  }: { promotion_id: string; promotion_code: string }
): Promise<string> {
  const {
    data: [promotion],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "promotion",
    fields: ["code"],
    filters: { id: promotion_id },
  })
  return promotion?.code ?? promotion_code
}

/** The currency and the sales channel of a cart. */
type CartPlace = {
  /** In lower case; null for an unknown cart. */
  currency_code: string | null
  sales_channel_id: string | null
}

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

/** The ids of a cart's payment sessions. */
export function paymentSessionIdsOf(cart: unknown): string[] {
  const { payment_collection } = payableCartSchema.parse(cart)
  return (payment_collection?.payment_sessions ?? []).map(({ id }) => id)
}

const skippedSchema = z
  .array(z.object({ code: z.string(), reason: z.string() }))
  .nullish()

/** `skipped_promo_codes` in the result of Medusa's update-cart-promotions. */
export type SkippedCodes = z.input<typeof skippedSchema>

/** Medusa's only reasons so far; a new reason need not be about a limit. */
const LIMITS = ["promotion_limit_exceeded", "campaign_budget_exceeded"]

/** Codes that Medusa did not apply because their limit or budget is used up. */
export function usedUpCodes(skipped: SkippedCodes): string[] {
  return (skippedSchema.parse(skipped) ?? [])
    .filter(({ reason }) => LIMITS.includes(reason))
    .map(({ code }) => code)
}
