import { randomUUID } from "node:crypto"

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { announce, PromotionRedemptionEvents } from "../../events"
import { triggerOf } from "../actor"

/**
 * Has Engage assign the promotion anew, records it and says so. Undo: none.
 *
 * @throws MedusaError with the code of what is wrong. See the workflow.
 */
export const assignPromotionStep = createStep(
  "assign-promotion",
  async (
    {
      input: { id, actor },
      order_id,
    }: { input: { id: string; actor: string }; order_id: string },
    { container }
  ) => {
    const result = await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .reassign({
        id,
        order_id,
        run_id: `reassign:${randomUUID()}`,
        by: actor,
        trigger: triggerOf(actor),
      })
    if (result.kind === "refused") {
      throw engageError(result.code)
    }
    await announce(
      container,
      [result.redemption],
      PromotionRedemptionEvents.REASSIGNED
    )
    return new StepResponse(result.redemption)
  }
)
