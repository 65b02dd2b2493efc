import type { RedemptionReason } from "../../../errors/reasons"
import type { RedeemOutcome } from "../engage/types"
import type { FactsOf } from "./events"
import { retryDelayMs } from "./time"

type AnswerEventName =
  | "answer_redeemed"
  | "answer_refused"
  | "answer_refused_late"
  | "answer_without_verdict"

/** What an answer is for the row whose run sent the call. */
export type AnswerEvent = {
  [Each in AnswerEventName]: { event: Each } & Omit<FactsOf<Each>, "run_id">
}[AnswerEventName]

/**
 * What an outcome means for a redemption.
 *
 * @param attempts calls made so far, this one included.
 * @param on_refused `reject` while the order can still be undone, `attention`
 * once the discount is given.
 * @param not_before_ms the job tries again no sooner than this.
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
