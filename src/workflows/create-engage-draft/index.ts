import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { EngageDraft } from "../../modules/promotion-redemption/engage/draft"
import { requireCodePromotionStep } from "../operator/steps/require-code-promotion"
import { createEngageDraftStep } from "./steps/create-engage-draft"

/** A draft for a Medusa promotion. */
export type CreateEngageDraftInput = {
  /** Its code becomes the draft's EXTERNALOFFER, its id the draft's external id. */
  promotion_id: string
  draft: Omit<EngageDraft, "external_id" | "promotion_code">
  /** Goes ahead although an earlier try may have created one. */
  despite_unknown: boolean
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Creates a draft of a promotion in Engage, with the code of a Medusa promotion.
 * One call, never repeated by itself: whether a call without a clear answer
 * created one, only a look in Engage can say. Undo: none; a draft is given to
 * nobody before a person activates it.
 *
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `promotion_is_automatic`,
 * `engage_not_configured`, `draft_in_progress`, `draft_outcome_unknown`,
 * `draft_refused`, `engage_set_up_wrongly`; `engage_unavailable` when it surely
 * was not created.
 */
export const createEngageDraftWorkflow = createWorkflow(
  "create-engage-draft",
  (input: CreateEngageDraftInput) => {
    const promotion = requireCodePromotionStep({
      promotion_id: input.promotion_id,
    })
    return new WorkflowResponse(createEngageDraftStep({ input, promotion }))
  }
)
