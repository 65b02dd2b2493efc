import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { outcomeOfOrder } from "../order-outcome"

/**
 * Checks that a redemption may be given back: Engage has it, and the order that
 * used it is cancelled or wholly returned; or partly, and an operator says so.
 *
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_not_redeemed`,
 * `redemption_already_reassigned`, `order_not_canceled`, `order_partly_returned`
 */
export const retrieveReassignableStep = createStep(
  "retrieve-reassignable",
  async (
    {
      id,
      despite_partial_return = false,
    }: { id: string; despite_partial_return?: boolean },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemption = await service.retrievePromotionRedemption(id)
    if (redemption.reassign_status === "reassigned") {
      throw engageError("redemption_already_reassigned")
    }
    const { status, order_id } = redemption
    if (status !== "redeemed" || !order_id) {
      throw engageError("redemption_not_redeemed")
    }
    const outcome = await outcomeOfOrder(container, order_id)
    if (outcome === undefined) {
      throw engageError("redemption_not_redeemed")
    }
    if (outcome === null) {
      throw engageError("order_not_canceled")
    }
    if (outcome === "partly_returned" && !despite_partial_return) {
      throw engageError("order_partly_returned")
    }
    await service.noteOrderOutcome({ order_ids: [order_id], outcome })
    return new StepResponse({ order_id })
  }
)
