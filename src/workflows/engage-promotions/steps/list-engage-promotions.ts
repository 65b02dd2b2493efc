import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type {
  StoreEngagePromotion,
  StoreEngagePromotionListReason,
} from "../../../types/http"
import { placeOf } from "../../carts/place"
import type { ResolvedContact } from "../../resolve-contact/steps/look-up-contact"
import { listContactPromotions } from "../list"
import { toListItem } from "../list-item"
import { markForShop } from "../for-shop"
import { listOwnRedemptions } from "../own-redemptions"
import { whyNotUsable } from "../usable"
import { whyHeldByOrders, type WhyHeld } from "../why-held"

/** The contact's assignments, with where each stands on the cart. */
export const listEngagePromotionsStep = createStep(
  "list-engage-promotions",
  async (
    {
      contact: { contact_id, reason },
      cart_id,
      customer_id,
      sales_channel_ids,
      wait_until,
    }: {
      contact: ResolvedContact
      cart_id: string | null
      /** Whose offers they are; null for a guest. */
      customer_id: string | null
      /** Where the offers are to be used, if not on a cart. Null: anywhere. */
      sales_channel_ids: string[] | null
      /** Until when the page waits, in milliseconds since 1970. */
      wait_until: number
    },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (!contact_id && reason !== "verification_required") {
      return listed([])
    }
    const place = cart_id ? await placeOf(container, cart_id) : null
    const channels = place ? [place.sales_channel_id] : sales_channel_ids
    const redemptions = cart_id
      ? await listOwnRedemptions(container, cart_id)
      : []
    const offered = !channels || (await service.offersIn(channels))
    if (!contact_id) {
      return listed([], offered ? "verification_required" : null)
    }
    if (!offered && !redemptions.length) {
      return listed([])
    }
    const { channel } = await service.getOptions()
    const promotions = await listContactPromotions(service, contact_id, {
      wait_until,
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
    return listed(await markForShop(container, cart_id, items, redemptions))
  }
)

function listed(
  engage_promotions: StoreEngagePromotion[],
  reason: StoreEngagePromotionListReason | null = null
) {
  return new StepResponse({ engage_promotions, reason })
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
