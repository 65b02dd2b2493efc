import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { rowOrThrow } from "../../operator/action-result"
import { outcomeOfOrder } from "../../reassign-promotion/order-outcome"
import type { ResolveRedemptionInput } from ".."

/**
 * Writes the operator's word. Undo: none, it was given.
 *
 * @throws MedusaError See the workflow.
 */
export const resolveRedemptionStep = createStep(
  "resolve-redemption",
  async (input: ResolveRedemptionInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const [redemption] = await service.listPromotionRedemptions({
      id: input.id,
    })
    const order_id = redemption?.order_id
    const outcome = order_id ? await outcomeOfOrder(container, order_id) : null
    if (order_id && outcome) {
      // Its event may have been lost, or be under way.
      await service.noteOrderOutcome({ order_ids: [order_id], outcome })
    }
    const order_is_canceled = outcome === "canceled"
    return new StepResponse(
      rowOrThrow(
        input.id,
        await service.resolve({ ...input, order_is_canceled })
      )
    )
  }
)
