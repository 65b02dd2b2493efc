import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import type { StoreEngagePromotion } from "../../types/http"
import { placeOnCart } from "./on-cart"
import {
  PROMOTION_FIELDS,
  shopPromotionSchema,
  whyNotGiven,
  type ShopPromotion,
} from "./why-not-given"
import { markWithoutDiscount } from "./without-discount"

/**
 * Offers with what the shop itself knows of them: where each stands on the cart,
 * and whether its promotion gives something. Asks Engage nothing.
 */
export async function markForShop(
  container: MedusaContainer,
  cart_id: string | null,
  offers: StoreEngagePromotion[],
  redemptions: CartRedemption[]
): Promise<StoreEngagePromotion[]> {
  const placed = await markNotGiven(container, offers, redemptions)
  return cart_id
    ? markWithoutDiscount(container, cart_id, placed, redemptions)
    : placed
}

/**
 * An offer gives something while its promotion in the shop does. The promotion of
 * an offer on the cart is known, whatever an operator called it since; of the others
 * only an EXTERNALOFFER names it.
 */
async function markNotGiven(
  container: MedusaContainer,
  items: StoreEngagePromotion[],
  redemptions: CartRedemption[]
): Promise<StoreEngagePromotion[]> {
  const linked = redemptions.filter(({ status }) => status === "linked")
  const linkOf = (item: StoreEngagePromotion) =>
    linked.find(({ assignment_id }) => assignment_id === item.assignment_id)
  const namesPromotion = (item: StoreEngagePromotion) =>
    item.applicable && item.promotion_code !== null && !linkOf(item)

  const promotions = await listPromotions(container, [
    {
      code: items
        .filter(namesPromotion)
        .flatMap(({ promotion_code }) => promotion_code ?? []),
    },
    { id: linked.map(({ promotion_id }) => promotion_id) },
  ])
  const now = new Date()
  const marked = (
    item: StoreEngagePromotion,
    promotion: ShopPromotion | undefined
  ) => {
    const reason = item.applicable ? whyNotGiven(promotion, now) : null
    return reason ? { ...item, applicable: false, reason } : item
  }
  const named = items.map((item) =>
    namesPromotion(item)
      ? marked(
          item,
          promotions.find(({ code }) => code === item.promotion_code)
        )
      : item
  )
  return placeOnCart(named, redemptions).map((item) => {
    const link = linkOf(item)
    if (!link || !item.applied) {
      return item
    }
    const promotion = promotions.find(({ id }) => id === link.promotion_id)
    return {
      ...marked(item, promotion),
      promotion_code: promotion?.code ?? item.promotion_code,
    }
  })
}

async function listPromotions(
  container: MedusaContainer,
  either: ({ id: string[] } | { code: string[] })[]
): Promise<ShopPromotion[]> {
  const asked = either.filter((filters) => Object.values(filters).flat().length)
  if (!asked.length) {
    return []
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "promotion",
      fields: PROMOTION_FIELDS,
      filters: { $or: asked },
    })
  return z.array(shopPromotionSchema).parse(data)
}
