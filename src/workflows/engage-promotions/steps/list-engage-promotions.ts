import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { StoreEngagePromotion } from "../../../types/http"
import { currencyOf } from "../../carts/currency"
import { listContactPromotions } from "../list"
import { toListItem } from "../list-item"
import { placeOnCart } from "../on-cart"
import { whyNotUsable } from "../usable"
import { whyHeldByOrders, type WhyHeld } from "../why-held"

/** The contact's assignments, with where each stands on the cart. */
export const listEngagePromotionsStep = createStep(
  "list-engage-promotions",
  async (
    {
      contact_id,
      cart_id,
      customer_id,
    }: {
      contact_id: string | null
      cart_id: string | null
      /** Whose offers they are; null for a guest. */
      customer_id: string | null
    },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (!contact_id) {
      return new StepResponse<StoreEngagePromotion[]>([])
    }
    const { channel } = await service.getOptions()
    const promotions = await listContactPromotions(service, contact_id, {
      may_be_recent: true,
    })
    const redemptions = cart_id ? await service.listForCart(cart_id) : []
    const currency_code = cart_id && (await currencyOf(container, cart_id))

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
    return new StepResponse<StoreEngagePromotion[]>(
      placeOnCart(await markNotConfigured(container, items), redemptions)
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

/** An EXTERNALOFFER needs its promotion in the shop. */
async function markNotConfigured(
  container: MedusaContainer,
  items: StoreEngagePromotion[]
): Promise<StoreEngagePromotion[]> {
  const codes = items.flatMap(({ applicable, promotion_code }) =>
    applicable && promotion_code ? promotion_code : []
  )
  if (!codes.length) {
    return items
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "promotion",
      fields: ["code"],
      filters: { code: codes, is_automatic: false, status: "active" },
    })
  const configured = new Set(
    z
      .array(z.object({ code: z.string() }))
      .parse(data)
      .map(({ code }) => code)
  )
  return items.map((item) =>
    item.applicable &&
    item.promotion_code &&
    !configured.has(item.promotion_code)
      ? { ...item, applicable: false, reason: "promotion_not_configured" }
      : item
  )
}
