import { createAssignment } from "../builders"
import { emptyAnswer, refusalAnswer } from "../answer"
import { isPast } from "../redeem-rule"
import { field } from "../field"
import { unsaved, type OperationInput, type OperationResult } from "./operation"

/**
 * `POST /api/v3/promotion-assignments` with `contactId` and `promotionId`: the
 * contact gets a new assignment. Source: Docs, "assign-a-promotion". The body of a
 * 200 is not documented (here it is empty). Inferred: a draft is not found.
 */
export function assign({ body, state, now }: OperationInput): OperationResult {
  const contactId = field(body, "contactId")
  const promotionId = field(body, "promotionId")
  if (!isId(contactId)) {
    return unsaved(refusalAnswer("InvalidContactId"))
  }
  if (!isId(promotionId)) {
    return unsaved(refusalAnswer("InvalidPromotionId"))
  }
  if (!state.contact(contactId)) {
    return unsaved(refusalAnswer("ContactNotFound"))
  }
  const promotion = state.promotion(promotionId)
  if (!promotion || promotion.status === "Draft") {
    return unsaved(refusalAnswer("PromotionNotFound"))
  }
  if (isPast(promotion.expiresOn, now)) {
    return unsaved(refusalAnswer("PromotionExpired"))
  }
  const { status: _status, validity: _validity, ...fields } = promotion
  state.putAssignment(contactId, createAssignment(fields))
  return { answer: emptyAnswer(200), saved: true }
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== ""
}
