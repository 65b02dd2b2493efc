import type { MedusaContainer } from "@medusajs/framework/types"

import type { EngagePromotion } from "../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import type { StoreEngagePromotion } from "../../types/http"
import { markForShop } from "./for-shop"
import { toListItem } from "./list-item"
import { whyNotUsable } from "./usable"
import { whyHeldByOrders, type WhyHeld } from "./why-held"

/**
 * What Engage lists, as offers of the shop: whether each can be used, and where it
 * stands on the cart.
 */
export async function describeOffers(
  container: MedusaContainer,
  promotions: EngagePromotion[],
  {
    customer_id,
    cart_id,
    currency_code,
    redemptions,
  }: {
    /** Whose offers they are; null for a guest. */
    customer_id: string | null
    cart_id: string | null
    /** Of the cart; null when there is none. */
    currency_code: string | null
    /** Of the cart. */
    redemptions: CartRedemption[]
  }
): Promise<StoreEngagePromotion[]> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { channel } = await service.getOptions()
  const use = { channel, currency_code }
  const ordered = await service.listOrderedAssignments(
    promotions.map(({ id }) => id)
  )
  const held = await whyHeldByOrders(container, ordered, customer_id)
  const whyHeld = new Map(
    ordered.map(({ id, assignment_id }) => [assignment_id, held.get(id)])
  )
  const items = promotions
    .map((promotion) =>
      toListItem(promotion, use, whyNotUsable(promotion, use))
    )
    .map((item) => usedUp(item, whyHeld.get(item.assignment_id)))
  return markForShop(container, cart_id, items, redemptions)
}

/** Engage may not know yet: its order waits for it, or the list is a moment old. */
function usedUp(
  item: StoreEngagePromotion,
  held: WhyHeld | undefined
): StoreEngagePromotion {
  return held && item.applicable
    ? { ...item, applicable: false, reason: held.code }
    : item
}
