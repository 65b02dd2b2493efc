import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { CodePromotion } from "../../../modules/promotion-redemption/ledger/managed-promotions"
import type { DecideManagedPromotionInput } from ".."

/** Writes the operator's word. Undo: none, it was given. */
export const decideManagedPromotionStep = createStep(
  "decide-managed-promotion",
  async (
    {
      decision: { promotion_id, require_assignment, actor_id },
      promotion,
    }: { decision: DecideManagedPromotionInput; promotion: CodePromotion },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    return new StepResponse(
      await service.decideManagedPromotion({
        promotion_id,
        promotion_code: promotion.code,
        require_assignment,
        decided_by: actor_id,
      })
    )
  }
)
