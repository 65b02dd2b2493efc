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

/** What the event depends on, besides the call's outcome. */
export type AnswerFacts = {
  /** Calls made so far, the last included. */
  attempts: number
  /**
   * `reject` while Medusa can still undo the order, `attention` once the discount is
   * given.
   */
  on_refused: "reject" | "attention"
  /** Shortest wait before the job's next try, in milliseconds. */
  not_before_ms: number
}

/** The event that follows from a call's outcome. */
export function nextState(
  outcome: RedeemOutcome,
  { attempts, on_refused, not_before_ms }: AnswerFacts
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
