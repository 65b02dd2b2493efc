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
 * A Medusa promotion that customers get by its code.
 * @param allow_automatic an automatic one will do as well.
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

/** Writes the operator's word. Undo: none, it was given. */
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

/** How long Engage may take over a call that it has been sent, in milliseconds. */
const LANDING_MS = 60_000

/** Margin for writing what became of the longest possible call. */
const MARGIN_MS = 5_000

/** Commits the call, makes it, and commits what became of it. Undo: none. */
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
      return engageError("engage_unavailable", {
        message: "Engage cannot be asked right now. No draft was created.",
      })
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
