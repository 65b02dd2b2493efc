import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { isAssignmentId } from "../../../modules/promotion-redemption/engage/assignment-id"
import type { PromotionValue } from "../../../modules/promotion-redemption/engage/promotion-value"
import type { EngagePromotion } from "../../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { placeOf } from "../../medusa/cart"
import { whyNotUsable } from "../../engage-promotions/usable"
import { listContactPromotions } from "../../engage-promotions/list"
import { offerName } from "../../engage-promotions/offer-name"

/** An assignment that may be linked, with what it gives. */
export type ChosenAssignment = {
  assignment_id: string
  value: PromotionValue
  engage_promotion_id: string | null
  /** What people call it; null when Engage does not say. */
  promotion_name: string | null
  contact_id: string
}

/**
 * Finds the assignment among the contact's own and checks that it can be used in
 * this shop, in the cart's sales channel. One that an earlier completion redeemed, and that still waits for
 * its order, can be used again by the same contact.
 *
 * @throws MedusaError NOT_ALLOWED with the code of what is wrong;
 * `engage_unavailable` when Engage cannot be asked.
 */
export const chooseAssignmentStep = createStep(
  "choose-assignment",
  async (
    {
      cart_id,
      assignment_id,
      contact_id,
    }: { cart_id: string; assignment_id: string; contact_id: string | null },
    { container }
  ) => {
    if (!contact_id || !isAssignmentId(assignment_id)) {
      throw engageError("promotion_not_found")
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const place = await placeOf(container, cart_id)
    if (!(await service.offersIn([place.sales_channel_id]))) {
      throw engageError("promotion_not_configured")
    }
    const waiting = await service.findRedeemedWithoutOrder({
      assignment_id,
      contact_id,
    })
    if (waiting) {
      return new StepResponse<ChosenAssignment>({
        assignment_id,
        contact_id,
        // Whatever Engage said of it then: it is redeemed with this one.
        value: {
          type: "EXTERNALOFFER",
          promotion_code: waiting.promotion_code,
        },
        engage_promotion_id: waiting.engage_promotion_id,
        promotion_name: waiting.promotion_name,
      })
    }

    const promotions = await listContactPromotions(service, contact_id)
    const promotion = promotions.find(({ id }) => id === assignment_id)
    if (!promotion) {
      throw engageError(
        isPromotionId(promotions, assignment_id)
          ? "assignment_id_is_a_promotion_id"
          : "promotion_not_found"
      )
    }
    const usable = whyNotUsable(promotion, {
      channel: (await service.getOptions()).channel,
      currency_code: place.currency_code,
    })
    if (usable.reason) {
      throw engageError(usable.reason)
    }
    return new StepResponse<ChosenAssignment>({
      assignment_id,
      contact_id,
      value: usable.value,
      engage_promotion_id: promotion.promotionId,
      promotion_name: offerName(promotion),
    })
  }
)

function isPromotionId(promotions: EngagePromotion[], id: string): boolean {
  return promotions.some(
    ({ promotionId, externalId }) => promotionId === id || externalId === id
  )
}
