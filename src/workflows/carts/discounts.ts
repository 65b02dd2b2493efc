import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import type { CartDiscount } from "../../modules/promotion-redemption/ledger/claim-plan"

const linesSchema = z
  .array(
    z
      .object({
        adjustments: z
          .array(
            z
              .object({
                promotion_id: z.string().nullish(),
                code: z.string().nullish(),
                amount: z.coerce.number(),
              })
              .nullish()
          )
          .nullish(),
      })
      .nullish()
  )
  .nullish()

/** The part of a cart that its discounts are read from. */
export const discountedCartSchema = z.object({
  items: linesSchema,
  shipping_methods: linesSchema,
})

/** What discounts a cart, each promotion once, with the sum of its adjustments. */
export function discountsOf(cart: unknown): CartDiscount[] {
  const { items, shipping_methods } = discountedCartSchema.parse(cart)
  const discounts = new Map<string, CartDiscount>()

  for (const line of [...(items ?? []), ...(shipping_methods ?? [])]) {
    for (const adjustment of line?.adjustments ?? []) {
      if (!adjustment?.promotion_id || !adjustment.code) {
        continue
      }
      const { promotion_id, code, amount } = adjustment
      const sum = discounts.get(promotion_id)?.amount ?? 0
      discounts.set(promotion_id, { promotion_id, code, amount: sum + amount })
    }
  }
  return [...discounts.values()].filter(({ amount }) => amount > 0)
}

/** What discounts a cart now; nothing when there is no such cart. */
export async function discountsOnCart(
  container: MedusaContainer,
  cartId: string
): Promise<CartDiscount[]> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "cart",
      fields: ["id", "items.adjustments.*", "shipping_methods.adjustments.*"],
      filters: { id: cartId },
    })
  return data.flatMap((cart) => discountsOf(cart))
}
