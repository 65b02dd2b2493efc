import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import type { CartDiscount } from "../../modules/promotion-redemption/ledger/claim-plan"

const linesSchema = z
  .array(
    z
      .object({
        /** True: the line's price is shown with tax. */
        is_tax_inclusive: z.boolean().nullish(),
        tax_lines: z
          .array(z.object({ rate: z.coerce.number() }).nullish())
          .nullish(),
        adjustments: z
          .array(
            z
              .object({
                promotion_id: z.string().nullish(),
                code: z.string().nullish(),
                amount: z.coerce.number(),
                /** True: the amount includes the line's tax. */
                is_tax_inclusive: z.boolean().nullish(),
              })
              .nullish()
          )
          .nullish(),
      })
      .nullish()
  )
  .nullish()

/** The part of a cart, or of an order, with its discounts. */
const discountedCartSchema = z.object({
  items: linesSchema,
  shipping_methods: linesSchema,
})

/** The fields of a cart that {@link discountsOf} needs in a query. */
export const DISCOUNT_FIELDS = [
  "items.is_tax_inclusive",
  "items.adjustments.*",
  "items.tax_lines.*",
  "shipping_methods.is_tax_inclusive",
  "shipping_methods.adjustments.*",
  "shipping_methods.tax_lines.*",
]

type DiscountedLine = {
  is_tax_inclusive?: boolean | null
  tax_lines?: ({ rate: number } | null | undefined)[] | null
}
type Adjustment = { amount: number; is_tax_inclusive?: boolean | null }

/**
 * A cart's discounts, each promotion once, with the promotion's total amount as the
 * shopper sees it: with tax on a line priced with tax, otherwise without. Medusa
 * writes an adjustment in the promotion's form, with or without tax, even where the
 * line's form differs.
 */
export function discountsOf(cart: unknown): CartDiscount[] {
  const { items, shipping_methods } = discountedCartSchema.parse(cart)
  const discounts = new Map<string, CartDiscount>()

  for (const line of [...(items ?? []), ...(shipping_methods ?? [])]) {
    for (const adjustment of line?.adjustments ?? []) {
      if (!line || !adjustment?.promotion_id || !adjustment.code) {
        continue
      }
      const { promotion_id, code } = adjustment
      const amount = MathBN.add(
        discounts.get(promotion_id)?.amount ?? 0,
        shownAmount(line, adjustment)
      ).toNumber()
      discounts.set(promotion_id, { promotion_id, code, amount })
    }
  }
  return [...discounts.values()].filter(({ amount }) => amount > 0)
}

/**
 * Whether a line has two discounts of one promotion. Medusa leaves these behind when
 * two changes of a cart compute its promotions at the same moment without the cart's
 * lock, which other plugins need not take: the loyalty plugin adds a gift card
 * without it. The next refresh of the cart computes the discounts anew.
 */
export function hasDoubledDiscount(cart: unknown): boolean {
  const { items, shipping_methods } = discountedCartSchema.parse(cart)
  return [...(items ?? []), ...(shipping_methods ?? [])].some((line) => {
    const ids = (line?.adjustments ?? []).flatMap(
      (adjustment) => adjustment?.promotion_id ?? []
    )
    return new Set(ids).size < ids.length
  })
}

/** A cart's discounts now; empty for an unknown cart. */
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

/**
 * An adjustment's amount in the form of its line's price, computed as Medusa does.
 */
function shownAmount(line: DiscountedLine, adjustment: Adjustment) {
  const withTax = adjustment.is_tax_inclusive ?? false
  if (withTax === (line.is_tax_inclusive ?? false)) {
    return adjustment.amount
  }
  const percent = MathBN.sum(
    ...(line.tax_lines ?? []).map((taxLine) => taxLine?.rate ?? 0)
  )
  const factor = MathBN.add(1, MathBN.div(percent, 100))
  return withTax
    ? MathBN.div(adjustment.amount, factor)
    : MathBN.mult(adjustment.amount, factor)
}
