import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { requireCodePromotionStep } from "../operator/steps/require-code-promotion"
import { decideManagedPromotionStep } from "./steps/decide-managed-promotion"

/** An operator's word on a Medusa promotion. */
export type DecideManagedPromotionInput = {
  promotion_id: string
  /** True: it works only on a cart with a linked assignment for it. */
  require_assignment: boolean
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Says whether a Medusa promotion works only with an assignment. It stands,
 * whatever is linked later, and is no longer waiting for a decision. An automatic
 * promotion can be opened, and not managed.
 *
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `promotion_is_automatic`.
 */
export const decideManagedPromotionWorkflow = createWorkflow(
  "decide-managed-promotion",
  (input: DecideManagedPromotionInput) => {
    const promotion = requireCodePromotionStep(
      transform(input, ({ promotion_id, require_assignment }) => ({
        promotion_id,
        allow_automatic: !require_assignment,
      }))
    )
    return new WorkflowResponse(
      decideManagedPromotionStep({ decision: input, promotion })
    )
  }
)
