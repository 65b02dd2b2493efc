import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"

/**
 * Whether the assignment is linked to the cart by a promotion that is not its own
 * any more: Engage changed its value, or the cart its currency.
 */
export const findOutdatedLinkStep = createStep(
  "find-outdated-link",
  async (
    {
      cart_id,
      assignment_id,
      promotion_code,
    }: { cart_id: string; assignment_id: string; promotion_code: string },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemptions = await service.listForCart(cart_id)
    return new StepResponse(
      redemptions.some(
        (redemption) =>
          redemption.assignment_id === assignment_id &&
          redemption.status === "linked" &&
          redemption.promotion_code !== promotion_code
      )
    )
  }
)
