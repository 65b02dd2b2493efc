import { jsonAnswer, refusalAnswer } from "../answer"
import type { SandboxPromotion } from "../types"
import { unsaved, type OperationInput, type OperationResult } from "./operation"

/**
 * `GET /api/v2/promotions/multichannels?externalId=` and `GET …/{id}`, and the same
 * in v3: one promotion. Source: SDK. Inferred: an unknown promotion is
 * PromotionNotFound.
 */
export function findDraft({
  id,
  query,
  state,
}: OperationInput): OperationResult {
  const promotion = id
    ? state.promotion(id)
    : state.promotionOf(query.get("externalId") ?? "")
  return unsaved(
    promotion
      ? jsonAnswer(200, multichannelOf(promotion))
      : refusalAnswer("PromotionNotFound")
  )
}

/** A promotion in Engage's format. Source: SDK, MultichannelPromotionModel. */
export function multichannelOf(promotion: SandboxPromotion): object {
  const { promotionId, status, externalId, name, validity } = promotion
  const { heading, description, link, redemptionChannels } = promotion
  return {
    id: promotionId,
    status,
    externalId,
    name,
    validity,
    presentation: { heading, description, link },
    redemptionChannels,
  }
}
