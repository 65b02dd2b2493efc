import { emptyAnswer, refusalAnswer } from "../answer"
import { field } from "../field"
import { unsaved, type OperationInput, type OperationResult } from "./operation"

/**
 * `POST /api/v3/promotion-assignments/{id}/redeem`, and the same at
 * `POST /api/v3/promotions/codes/{id}/redeem` and `POST /api/v2/promotions/codes/…`.
 * Source: Seed, SDK. The body of a 200 is not documented: here the body is empty.
 */
export function redeem(input: OperationInput): OperationResult {
  const channel = field(input.body, "redemptionChannel")
  const refusal = input.state.redeem(input.id, channel, "api")
  return refusal
    ? unsaved(refusalAnswer(refusal))
    : { answer: emptyAnswer(200), saved: true }
}
