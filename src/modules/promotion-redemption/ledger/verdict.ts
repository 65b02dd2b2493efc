import type { RedemptionReason } from "../../../errors/reasons"
import type { RedeemOutcome } from "../engage/types"
import type { FactsOf } from "./events"
import { retryDelayMs } from "./time"

type AnswerEventName =
  | "answer_redeemed"
  | "answer_refused"
  | "answer_refused_late"
  | "answer_without_verdict"

/** The event of an answer, without the holder that made the call. */
export type AnswerEvent = {
  [Each in AnswerEventName]: { event: Each } & Omit<FactsOf<Each>, "run_id">
}[AnswerEventName]

/**
 * The event that follows from a call's outcome.
 *
 * @param attempts calls made so far, the last included.
 * @param on_refused `reject` while Medusa can still undo the order, `attention`
 * once the discount is given.
 * @param not_before_ms shortest wait before the job's next try, in milliseconds.
 */
export function nextState(
  outcome: RedeemOutcome,
  {
    attempts,
    on_refused,
    not_before_ms,
  }: {
    attempts: number
    on_refused: "reject" | "attention"
    not_before_ms: number
  }
): AnswerEvent {
  const delayMs = Math.max(retryDelayMs(attempts), not_before_ms)

  switch (outcome.outcome) {
    case "redeemed":
      return { event: "answer_redeemed", inferred: outcome.inferred }
    case "refused":
      return {
        event:
          on_refused === "reject" ? "answer_refused" : "answer_refused_late",
        reason: outcome.code,
      }
    case "misconfigured":
      return withoutVerdict("engage_misconfigured", delayMs)
    case "unknown":
      return withoutVerdict("outcome_unknown", delayMs)
    case "unavailable":
      return withoutVerdict(
        "engage_unavailable",
        Math.max(delayMs, outcome.retryAfterMs ?? 0)
      )
  }
}

function withoutVerdict(
  reason: RedemptionReason,
  next_attempt_in_ms: number
): AnswerEvent {
  return { event: "answer_without_verdict", reason, next_attempt_in_ms }
}
