import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { engageError } from "../../errors/engage-error"
import type { PromotionValue } from "../../modules/promotion-redemption/engage/promotion-value"
import type { Provided } from "../../modules/promotion-redemption/ledger/provided"

/**
 * What a promotion that gives this value on this cart has to be like.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_currency_mismatch`
 */
export async function wantedPromotion(
  container: MedusaContainer,
  cartId: string,
  engage_promotion_id: string,
  value: Exclude<PromotionValue, { type: "EXTERNALOFFER" }>
): Promise<Provided> {
  if (value.type === "PERCENT") {
    return {
      engage_promotion_id,
      value_type: "PERCENT",
      value: value.percent,
      currency_code: null,
      is_tax_inclusive: false,
    }
  }
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["currency_code", "items.is_tax_inclusive"],
    filters: { id: cartId },
  })
  const money = value.amounts.find(
    ({ currency_code }) => currency_code === cart?.currency_code?.toLowerCase()
  )
  if (!money) {
    throw engageError("promotion_currency_mismatch")
  }
  return {
    engage_promotion_id,
    value_type: "MONEY",
    value: money.amount,
    currency_code: money.currency_code,
    // As the shopper sees the prices.
    is_tax_inclusive: Boolean(taxOfPrices(cart)),
  }
}

/**
 * Whether a cart's prices are shown with tax. Null when nothing is on the cart:
 * then there is no price to tell it by.
 */
export async function pricesHaveTax(
  container: MedusaContainer,
  cartId: string
): Promise<boolean | null> {
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["items.is_tax_inclusive"],
    filters: { id: cartId },
  })
  return taxOfPrices(cart)
}

function taxOfPrices(
  cart: { items?: unknown } | null | undefined
): boolean | null {
  const items = (cart?.items ?? []) as { is_tax_inclusive: boolean }[]
  return items.length
    ? items.some(({ is_tax_inclusive }) => is_tax_inclusive)
    : null
}
