import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { EngageDraft } from "../../modules/promotion-redemption/engage/draft"
import { requireCodePromotionStep } from "../operator/steps/require-code-promotion"
import { createEngageDraftStep } from "./steps/create-engage-draft"

/** A draft for a Medusa promotion. */
export type CreateEngageDraftInput = {
  /** Its code becomes the draft's EXTERNALOFFER. */
  promotion_id: string
  draft: Omit<EngageDraft, "external_id" | "promotion_code" | "start_date"> & {
    /** The first day; null: today, in the tenant's time zone. */
    start_date: string | null
  }
  /** Goes ahead although an earlier try may have created one. */
  despite_unknown: boolean
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Creates a draft of a promotion in Engage, with the code of a Medusa promotion.
 * One call, never repeated by itself. After a call without a clear answer Engage
 * is asked for the draft by its external id, the id of its row here: at once, and
 * again when the next draft is asked for. Undo: none; a draft is given to nobody
 * before a person activates it.
 *
 * @throws MedusaError NOT_FOUND; INVALID_DATA when its last day has passed; NOT_ALLOWED `promotion_is_automatic`,
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
