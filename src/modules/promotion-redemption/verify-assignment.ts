import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  AttemptOutcome,
  AttemptTrigger,
  PromotionRedemptionDTO,
} from "../../types/promotion-redemption"
import type { EngageClient } from "./engage/client"
import { listedAs } from "./engage/promotion-state"
import type { PromotionsResult, Verification } from "./engage/types"
import { startVerifying } from "./ledger/redeeming"
import { assigned } from "./ledger/row"
import { closeAttempt, type ClosedAttempt } from "./ledger/transition"

/**
 * Finds out by a GET what became of a redemption that may have been sent.
 * Changes no status. Without a contact there is nothing to ask for.
 *
 * @param timeout_ms instead of the option `timeoutMs`.
 * @param await_slot awaited right before the call is made; see `RedeemInput`.
 */
export async function verifyAssignment(
  { engage, knex }: { engage: EngageClient; knex: Knex },
  redemption: PromotionRedemptionDTO,
  runId: string,
  {
    trigger = "retry",
    timeout_ms,
    await_slot,
  }: {
    trigger?: AttemptTrigger
    timeout_ms?: number
    await_slot?: () => Promise<number>
  } = {}
): Promise<Verification> {
  if (!redemption.contact_id) {
    return "absent"
  }
  const attemptId = await startVerifying(knex, {
    id: redemption.id,
    run_id: runId,
    status: redemption.status,
    trigger,
  })
  if (!attemptId) {
    return "no_answer"
  }
  const waited_ms = await await_slot?.()
  const answer = await engage.listPromotions(redemption.contact_id, {
    channel: null,
    timeoutMs: timeout_ms,
  })
  const verification = readVerification(
    answer,
    assigned(redemption).assignment_id
  )
  await closeAttempt(knex, {
    id: attemptId,
    waited_ms,
    ...recordOf(answer, verification),
  })
  return verification
}

function readVerification(
  answer: PromotionsResult,
  assignmentId: string
): Verification {
  if (answer.kind === "contact_not_found") {
    return "absent"
  }
  return answer.kind === "ok"
    ? listedAs(answer.promotions, assignmentId, new Date())
    : "no_answer"
}

const OUTCOME_OF: Record<Verification, AttemptOutcome> = {
  redeemed: "redeemed",
  not_redeemed: "not_redeemed",
  absent: "unknown",
  no_answer: "unavailable",
}

function recordOf(
  answer: PromotionsResult,
  verification: Verification
): Pick<ClosedAttempt, "outcome" | "http_status" | "error_code"> {
  const outcome = OUTCOME_OF[verification]
  switch (answer.kind) {
    case "ok":
      return { outcome, http_status: 200, error_code: null }
    case "contact_not_found":
      return { outcome, http_status: 404, error_code: null }
    default:
      return {
        outcome: answer.kind,
        http_status: answer.httpStatus,
        error_code: wordOf(answer),
      }
  }
}

/** What an answer that nobody understands says, to learn from. */
function wordOf(answer: Extract<PromotionsResult, { httpStatus: unknown }>) {
  return answer.kind === "misconfigured" ? (answer.word ?? null) : null
}
