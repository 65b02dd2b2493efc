import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import {
  dayIn,
  type EngageDraft,
} from "../../modules/promotion-redemption/engage/draft"
import type { DraftResult } from "../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CodePromotion } from "../../modules/promotion-redemption/ledger/managed-promotions"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type {
  EngageDraftStatus,
  EngagePromotionDraftDTO,
} from "../../types/promotion-redemption"

/**
 * A Medusa promotion with a code.
 * @param allow_automatic allows an automatic promotion as well.
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `promotion_is_automatic`.
 */
const requireCodePromotionStep = createStep(
  "require-code-promotion",
  async (
    {
      promotion_id,
      allow_automatic = false,
    }: { promotion_id: string; allow_automatic?: boolean },
    { container }
  ) => {
    const {
      data: [promotion],
    } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "promotion",
      fields: ["id", "code", "is_automatic"],
      filters: { id: promotion_id },
    })
    if (!promotion?.code) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `Promotion with id: ${promotion_id} was not found`
      )
    }
    if (promotion.is_automatic && !allow_automatic) {
      throw engageError("promotion_is_automatic")
    }
    return new StepResponse({ id: promotion.id, code: promotion.code })
  }
)

/** Writes the operator's decision. Undo: none, a decision stands. */
const decideManagedPromotionStep = createStep(
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
      await service.ledger.decideManagedPromotion({
        promotion_id,
        promotion_code: promotion.code,
        require_assignment,
        decided_by: actor_id,
      })
    )
  }
)

/** An operator's decision on a Medusa promotion. */
export type DecideManagedPromotionInput = {
  promotion_id: string
  /** True: the promotion works only on a cart with a linked assignment. */
  require_assignment: boolean
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Decides whether a Medusa promotion works only with an assignment. The decision
 * stands whatever is linked later, and the promotion no longer awaits a decision. An
 * automatic promotion can be opened, but not managed.
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

/** How long Engage may take to process a sent call, in milliseconds. */
const LANDING_MS = 60_000

/** Margin for writing the result of the longest possible call, in milliseconds. */
const MARGIN_MS = 5_000

/** Commits the call, makes the call, and commits the result. Undo: none. */
const createEngageDraftStep = createStep(
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
    const { enabled, timeZone, timeoutMs } = await service.getOptions()
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
      service.ledger.beginDraft({
        promotion_id: promotion.id,
        name: input.draft.name,
        created_by: input.actor_id,
        despite_unknown,
        timeout_ms: timeoutMs + MARGIN_MS,
      })
    let begun = await begin(input.despite_unknown)
    if (begun.kind === "unknown") {
      const [earlier] = await service.ledger.listDrafts(promotion.id)
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
    const result = await service.track(
      service.engage.client.createDraft({
        ...input.draft,
        start_date,
        external_id: begun.draft.id,
        promotion_code: promotion.code,
      }),
      `draft ${begun.draft.id}`
    )
    const draft = await service.ledger.finishDraft({
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
 * Asks Engage for a draft after a creation without a clear answer, and commits the
 * result. A missing draft is proof of failure only once the call can no longer
 * arrive.
 *
 * @returns the draft as now known; null when Engage's answer adds nothing.
 */
async function lookFor(
  service: PromotionRedemptionModuleService,
  draft: EngagePromotionDraftDTO
): Promise<EngagePromotionDraftDTO | null> {
  const { timeoutMs } = await service.getOptions()
  const found = await service.engage.client.findDraft(draft.id)
  const age_ms = Date.now() - new Date(draft.created_at).getTime()
  const { id, http_status } = draft

  if (found.kind === "found") {
    return service.ledger.finishDraft({
      id,
      status: "created",
      engage_promotion_id: found.promotionId,
      http_status,
    })
  }
  return found.kind === "not_found" && age_ms > timeoutMs + LANDING_MS
    ? service.ledger.finishDraft({
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
      return engageError(
        "engage_unavailable",
        "Engage cannot be asked right now. No draft was created."
      )
  }
}

/** A draft for a Medusa promotion. */
export type CreateEngageDraftInput = {
  /** Its code becomes the draft's EXTERNALOFFER. */
  promotion_id: string
  draft: Omit<EngageDraft, "external_id" | "promotion_code" | "start_date"> & {
    /** The first day; null: today, in the tenant's time zone. */
    start_date: string | null
  }
  /** True: creates a draft even if an earlier try may have created one. */
  despite_unknown: boolean
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Creates a draft of a promotion in Engage, with the code of a Medusa promotion.
 * Makes a single call, and never repeats the call by itself. After an unclear
 * answer, asks Engage for the draft by its external id (the id of the draft's row
 * here): at once, and again when an operator asks for the next draft. Undo: none; no
 * customer gets a draft before a person activates it.
 *
 * @throws MedusaError NOT_FOUND; INVALID_DATA when the draft's last day is before
 * its first; NOT_ALLOWED `promotion_is_automatic`, `engage_not_configured`,
 * `draft_in_progress`, `draft_outcome_unknown`, `draft_refused`,
 * `engage_set_up_wrongly`; `engage_unavailable` when surely no draft was created.
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
