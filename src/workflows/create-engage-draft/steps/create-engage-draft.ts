import type { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import type { DraftResult } from "../../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { EngageDraftStatus } from "../../../types/promotion-redemption"
import type { CreateEngageDraftInput } from ".."

/** Commits the call, makes it, and commits what became of it. Undo: none. */
export const createEngageDraftStep = createStep(
  "create-engage-draft",
  async (
    {
      input,
      promotion,
    }: {
      input: CreateEngageDraftInput
      promotion: { id: string; code: string }
    },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (!(await service.getOptions()).enabled) {
      throw engageError("engage_not_configured")
    }
    const begun = await service.beginDraft({
      promotion_id: promotion.id,
      name: input.draft.name,
      created_by: input.actor_id,
      despite_unknown: input.despite_unknown,
    })
    if (begun.kind !== "begun") {
      throw engageError(
        begun.kind === "unknown" ? "draft_outcome_unknown" : "draft_in_progress"
      )
    }
    const result = await service.createEngageDraft({
      ...input.draft,
      external_id: promotion.id,
      promotion_code: promotion.code,
    })
    const draft = await service.finishDraft({
      id: begun.draft.id,
      status: STATUS_OF[result.kind],
      engage_promotion_id:
        result.kind === "created" ? result.promotionId : null,
      http_status: result.httpStatus,
    })
    if (result.kind !== "created") {
      throw errorOf(result)
    }
    return new StepResponse(draft)
  }
)

const STATUS_OF: Record<DraftResult["kind"], EngageDraftStatus> = {
  created: "created",
  refused: "failed",
  unknown: "unknown",
  unavailable: "failed",
  misconfigured: "failed",
}

function errorOf({
  kind,
}: Exclude<DraftResult, { kind: "created" }>): MedusaError {
  switch (kind) {
    case "refused":
      return engageError("draft_refused")
    case "unknown":
      return engageError("draft_outcome_unknown")
    case "misconfigured":
      return engageError("engage_set_up_wrongly")
    case "unavailable":
      return engageError("engage_unavailable", {
        message: "Engage cannot be asked right now. No draft was created.",
      })
  }
}
