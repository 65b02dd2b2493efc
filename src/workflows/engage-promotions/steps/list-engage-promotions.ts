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
import { listOwnRedemptions } from "../own-redemptions"
import { whyNotUsable } from "../usable"
import { markWithoutDiscount } from "../without-discount"

/** The contact's assignments, with where each stands on the cart. */
export const listEngagePromotionsStep = createStep(
  "list-engage-promotions",
  async (
    {
      contact_id,
      cart_id,
    }: { contact_id: string | null; cart_id: string | null },
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
    const redemptions = cart_id
      ? await listOwnRedemptions(container, cart_id)
      : []
    const currency_code = cart_id && (await currencyOf(container, cart_id))

    const use = { channel, currency_code }
    const ordered = await service.listOrderedAssignments(
      promotions.map(({ id }) => id)
    )
    const items = promotions
      .map((promotion) =>
        toListItem(promotion, use, whyNotUsable(promotion, use))
      )
      .map((item) => (ordered.has(item.assignment_id) ? usedUp(item) : item))
    const placed = placeOnCart(
      await markNotConfigured(container, items),
      redemptions
    )
    return new StepResponse<StoreEngagePromotion[]>(
      cart_id
        ? await markWithoutDiscount(container, cart_id, placed, redemptions)
        : placed
    )
  }
)

/** Engage may not know yet: its order waits for it, or the list is a moment old. */
function usedUp(item: StoreEngagePromotion): StoreEngagePromotion {
  return item.applicable
    ? { ...item, applicable: false, reason: "promotion_already_redeemed" }
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
