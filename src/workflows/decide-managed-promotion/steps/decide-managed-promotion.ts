import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { DecideManagedPromotionInput } from ".."

/** Writes the operator's word. Undo: none, it was given. */
export const decideManagedPromotionStep = createStep(
  "decide-managed-promotion",
  async (
    { promotion_id, require_assignment, actor_id }: DecideManagedPromotionInput,
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    return new StepResponse(
      await service.decideManagedPromotion({
        promotion_id,
        require_assignment,
        decided_by: actor_id,
      })
    )
  }
)
