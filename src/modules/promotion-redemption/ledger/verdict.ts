import type { RedemptionReason } from "../../../errors/reasons"
import type { RedemptionStatus } from "../../../types/promotion-redemption"
import type { RedeemOutcome } from "../engage/types"
import { retryDelayMs } from "./time"

/** Where a redemption goes from an answer. */
export type NextState = {
  status: RedemptionStatus
  reason: RedemptionReason | null
  inferred: boolean
  /** When the job looks at it next, in milliseconds. Null: never. */
  next_attempt_in_ms: number | null
}

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
): NextState {
  const delayMs = Math.max(retryDelayMs(attempts), not_before_ms)

  switch (outcome.outcome) {
    case "redeemed":
      return {
        status: "redeemed",
        reason: null,
        inferred: outcome.inferred,
        next_attempt_in_ms: null,
      }
    case "refused":
      return {
        status: on_refused === "reject" ? "rejected" : "attention",
        reason: outcome.code,
        inferred: false,
        next_attempt_in_ms: null,
      }
    case "misconfigured":
      return pending("engage_misconfigured", delayMs)
    case "unknown":
      return pending("outcome_unknown", delayMs)
    case "unavailable":
      return pending(
        "engage_unavailable",
        Math.max(delayMs, outcome.retryAfterMs ?? 0)
      )
  }
}

function pending(reason: RedemptionReason, delayMs: number): NextState {
  return {
    status: "pending",
    reason,
    inferred: false,
    next_attempt_in_ms: delayMs,
  }
}
