import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type {
  StoreEngagePromotion,
  StoreEngagePromotionListReason,
} from "../../../types/http"
import { placeOf } from "../../carts/place"
import type { ResolvedContact } from "../../resolve-contact/steps/look-up-contact"
import { describeOffers } from "../describe"
import { listKnownToLedger } from "../known-to-ledger"
import { listContactPromotions } from "../list"
import { CONTACT_AMBIGUOUS, notGivenOf } from "../not-given"
import { listOwnRedemptions } from "../own-redemptions"

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
      for_shopper,
    }: {
      contact: ResolvedContact
      cart_id: string | null
      /** Whose offers they are; null for a guest. */
      customer_id: string | null
      /** Where the offers are to be used, if not on a cart. Null: anywhere. */
      sales_channel_ids: string[] | null
      /** Until when the page waits, in milliseconds since 1970. */
      wait_until: number
      /** What a shopper misses in it is counted for the operators. */
      for_shopper: boolean
    },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (for_shopper && reason === "contact_ambiguous") {
      await service.noteNotGiven([CONTACT_AMBIGUOUS])
    }
    if (!contact_id) {
      // What is on the cart was applied while the customer had a contact. It has
      // its discount still, so it is shown, and can be taken off.
      const known = cart_id ? await listKnownToLedger(container, cart_id) : []
      const place =
        cart_id && reason === "verification_required"
          ? await placeOf(container, cart_id)
          : null
      const channels = place ? [place.sales_channel_id] : sales_channel_ids
      const offered = !channels || (await service.offersIn(channels))
      return new StepResponse(
        listed(
          known,
          offered && reason === "verification_required" ? reason : null
        )
      )
    }
    const place = cart_id ? await placeOf(container, cart_id) : null
    const channels = place ? [place.sales_channel_id] : sales_channel_ids
    const redemptions = cart_id
      ? await listOwnRedemptions(container, cart_id)
      : []
    const offered = !channels || (await service.offersIn(channels))
    if (!offered && !redemptions.length) {
      return new StepResponse(listed([]))
    }
    const promotions = await listContactPromotions(service, contact_id, {
      wait_until,
    })
    const currency_code = place?.currency_code ?? null
    const offers = await describeOffers(
      container,
      promotions.filter(
        ({ id }) =>
          offered ||
          redemptions.some(({ assignment_id }) => assignment_id === id)
      ),
      { customer_id, cart_id, currency_code, redemptions }
    )
    if (for_shopper) {
      await service.noteNotGiven(notGivenOf(offers, currency_code))
    }
    return new StepResponse(listed(offers))
  }
)

function listed(
  engage_promotions: StoreEngagePromotion[],
  reason: StoreEngagePromotionListReason | null = null
) {
  return { engage_promotions, reason }
}
