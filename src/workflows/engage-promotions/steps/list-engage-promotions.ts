import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { StoreEngagePromotion } from "../../../types/http"
import { placeOf } from "../../carts/place"
import type { CartRedemption } from "../../../modules/promotion-redemption/ledger/cart-rows"
import { listContactPromotions } from "../list"
import { toListItem } from "../list-item"
import { placeOnCart } from "../on-cart"
import { listOwnRedemptions } from "../own-redemptions"
import { whyNotUsable } from "../usable"
import { whyHeldByOrders, type WhyHeld } from "../why-held"
import {
  PROMOTION_FIELDS,
  shopPromotionSchema,
  whyNotGiven,
  type ShopPromotion,
} from "../why-not-given"
import { markWithoutDiscount } from "../without-discount"

/** The contact's assignments, with where each stands on the cart. */
export const listEngagePromotionsStep = createStep(
  "list-engage-promotions",
  async (
    {
      contact_id,
      cart_id,
      customer_id,
      sales_channel_ids,
    }: {
      contact_id: string | null
      cart_id: string | null
      /** Whose offers they are; null for a guest. */
      customer_id: string | null
      /** Where the offers are to be used, if not on a cart. Null: anywhere. */
      sales_channel_ids: string[] | null
    },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (!contact_id) {
      return new StepResponse<StoreEngagePromotion[]>([])
    }
    const place = cart_id ? await placeOf(container, cart_id) : null
    const channels = place ? [place.sales_channel_id] : sales_channel_ids
    const redemptions = cart_id
      ? await listOwnRedemptions(container, cart_id)
      : []
    const offered = !channels || (await service.offersIn(channels))
    if (!offered && !redemptions.length) {
      return new StepResponse<StoreEngagePromotion[]>([])
    }
    const { channel } = await service.getOptions()
    const promotions = await listContactPromotions(service, contact_id, {
      may_be_recent: true,
    })

    const use = { channel, currency_code: place?.currency_code ?? null }
    const ordered = await service.listOrderedAssignments(
      promotions.map(({ id }) => id)
    )
    const held = await whyHeldByOrders(container, ordered, customer_id)
    const whyHeld = new Map(
      ordered.map(({ id, assignment_id }) => [assignment_id, held.get(id)])
    )
    const items = promotions
      .filter(
        ({ id }) =>
          offered ||
          redemptions.some(({ assignment_id }) => assignment_id === id)
      )
      .map((promotion) =>
        toListItem(promotion, use, whyNotUsable(promotion, use))
      )
      .map((item) => usedUp(item, whyHeld.get(item.assignment_id)))
    const placed = await markNotGiven(container, items, redemptions)
    return new StepResponse<StoreEngagePromotion[]>(
      cart_id
        ? await markWithoutDiscount(container, cart_id, placed, redemptions)
        : placed
    )
  }
)

/** Engage may not know yet: its order waits for it, or the list is a moment old. */
function usedUp(
  item: StoreEngagePromotion,
  held: WhyHeld | undefined
): StoreEngagePromotion {
  return held && item.applicable
    ? { ...item, applicable: false, reason: held.code }
    : item
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
