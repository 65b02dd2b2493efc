import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"

/**
 * Checks that a redemption may be given back: Engage has it, and the order that
 * used it is cancelled.
 *
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_not_redeemed`,
 * `redemption_already_reassigned`, `order_not_canceled`
 */
export const retrieveReassignableStep = createStep(
  "retrieve-reassignable",
  async ({ id }: { id: string }, { container }) => {
    const redemption = await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .retrievePromotionRedemption(id)
    if (redemption.reassign_status === "reassigned") {
      throw engageError("redemption_already_reassigned")
    }
    const { status, order_id } = redemption
    if (status !== "redeemed" || !order_id) {
      throw engageError("redemption_not_redeemed")
    }
    const {
      data: [order],
    } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order",
      fields: ["id", "status"],
      filters: { id: order_id },
    })
    if (!order) {
      throw engageError("redemption_not_redeemed")
    }
    if (order.status !== "canceled") {
      throw engageError("order_not_canceled")
    }
    return new StepResponse({ order_id })
  }
)
