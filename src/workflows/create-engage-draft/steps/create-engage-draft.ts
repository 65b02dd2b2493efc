import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { dayIn } from "../../../modules/promotion-redemption/engage/draft"
import type { DraftResult } from "../../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../../../modules/promotion-redemption/service"
import type {
  EngageDraftStatus,
  EngagePromotionDraftDTO,
} from "../../../types/promotion-redemption"
import type { CreateEngageDraftInput } from ".."

/** How long Engage may take over a call that it has been sent, in milliseconds. */
const LANDING_MS = 60_000

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
    const { enabled, timeZone } = await service.getOptions()
    if (!enabled) {
      throw engageError("engage_not_configured")
    }
    const start_date = input.draft.start_date ?? dayIn(timeZone, new Date())
    const { validity } = input.draft
    if ("end_date" in validity && validity.end_date < start_date) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "end_date has to be the start or a later day"
      )
    }
    const begin = (despite_unknown: boolean) =>
      service.beginDraft({
        promotion_id: promotion.id,
        name: input.draft.name,
        created_by: input.actor_id,
        despite_unknown,
      })
    let begun = await begin(input.despite_unknown)
    if (begun.kind === "unknown") {
      const [earlier] = await service.listDrafts(promotion.id)
      const found = earlier && (await lookFor(service, earlier))
      if (found?.status === "created") {
        return new StepResponse(found)
      }
      begun = found?.status === "failed" ? await begin(true) : begun
    }
    if (begun.kind !== "begun") {
      throw engageError(
        begun.kind === "unknown" ? "draft_outcome_unknown" : "draft_in_progress"
      )
    }
    const result = await service.createEngageDraft({
      ...input.draft,
      start_date,
      external_id: begun.draft.id,
      promotion_code: promotion.code,
    })
    const draft = await service.finishDraft({
      id: begun.draft.id,
      status: STATUS_OF[result.kind],
      engage_promotion_id:
        result.kind === "created" ? result.promotionId : null,
      http_status: result.httpStatus,
    })
    if (result.kind === "unknown") {
      const found = await lookFor(service, draft)
      if (found?.status === "created") {
        return new StepResponse(found)
      }
    }
    if (result.kind !== "created") {
      throw errorOf(result)
    }
    return new StepResponse(draft)
  }
)

/**
 * Asks Engage for a draft whose creation had no clear answer, and commits what it
 * says. That it is not there proves something only when the call cannot arrive
 * any more.
 *
 * @returns the draft as it is known now; null when that is no more than before.
 */
async function lookFor(
  service: PromotionRedemptionModuleService,
  draft: EngagePromotionDraftDTO
): Promise<EngagePromotionDraftDTO | null> {
  const { timeoutMs } = await service.getOptions()
  const found = await service.findEngageDraft(draft.id)
  const age_ms = Date.now() - new Date(draft.created_at).getTime()
  const { id, http_status } = draft

  if (found.kind === "found") {
    return service.finishDraft({
      id,
      status: "created",
      engage_promotion_id: found.promotionId,
      http_status,
    })
  }
  return found.kind === "not_found" && age_ms > timeoutMs + LANDING_MS
    ? service.finishDraft({
        id,
        status: "failed",
        engage_promotion_id: null,
        http_status,
      })
    : null
}

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
