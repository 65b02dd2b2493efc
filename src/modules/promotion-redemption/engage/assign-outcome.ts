import {
  ENGAGE_ASSIGN_CODES,
  type OperatorErrorCode,
  type ErrorCode,
} from "../../../errors/catalogue"
import { codeFinder } from "./find-code"
import {
  isRedirect,
  MISCONFIGURED,
  NOT_NOW,
  REFUSED_WITH_CODE,
} from "./redeem-outcome"
import type { AssignOutcome, EngageAnswer } from "./types"

const findAssignCode = codeFinder<ErrorCode | OperatorErrorCode>(
  ENGAGE_ASSIGN_CODES
)

/**
 * What Engage's answer to an assign call means. Each call that arrives gives the
 * contact one more assignment, so every doubt is `unknown`: a 5xx too, which a
 * gateway may have sent while Engage went on.
 */
export function interpretAssignAnswer(answer: EngageAnswer): AssignOutcome {
  if (answer.kind === "no_response") {
    return {
      outcome: answer.sent ? "unknown" : "unavailable",
      httpStatus: null,
    }
  }
  const { status: httpStatus } = answer

  if (!answer.complete && !answer.truncated) {
    return { outcome: "unknown", httpStatus }
  }
  if (httpStatus >= 200 && httpStatus <= 299) {
    return { outcome: "assigned", httpStatus }
  }
  if (httpStatus === 409 || REFUSED_WITH_CODE.has(httpStatus)) {
    const code = findAssignCode(answer.body)
    if (code || httpStatus === 409) {
      return {
        outcome: "refused",
        code: code ?? "promotion_refused",
        httpStatus,
      }
    }
    return { outcome: "misconfigured", httpStatus }
  }
  if (isRedirect(httpStatus) || MISCONFIGURED.has(httpStatus)) {
    return { outcome: "misconfigured", httpStatus }
  }
  return {
    outcome: NOT_NOW.has(httpStatus) ? "unavailable" : "unknown",
    httpStatus,
  }
}
