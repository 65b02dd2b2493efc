import type {
  AttemptOutcome,
  AttemptTrigger,
  PromotionRedemptionDTO,
} from "../../types/promotion-redemption"
import { listedAs } from "../../modules/promotion-redemption/engage/promotion"
import type {
  PromotionsResult,
  Verification,
} from "../../modules/promotion-redemption/engage/types"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { ClosedAttempt } from "../../modules/promotion-redemption/ledger/transition"

/** A call already in the ledger as an open attempt, for the caller to make later. */
type NotedLook = {
  attempt_id: string
  contact_id: string
  assignment_id: string
}

/**
 * Opens an attempt, before the plugin asks Engage's list about a redemption that may
 * have been sent. Changes no status.
 *
 * @returns the result without a call, if no call is possible: `absent` for a row
 * without a contact or an assignment, `no_answer` for a row with a new holder.
 */
export async function noteListCall(
  { ledger }: PromotionRedemptionModuleService,
  redemption: PromotionRedemptionDTO,
  { run_id, trigger }: { run_id: string; trigger: AttemptTrigger }
): Promise<NotedLook | Verification> {
  const { id, status, contact_id, assignment_id } = redemption
  if (!contact_id || !assignment_id) {
    return "absent"
  }
  const [looking] = await ledger.apply(
    { event: "look", run_id, status, trigger },
    { rows: { id }, by: null }
  )
  return looking?.attempt_id
    ? { attempt_id: looking.attempt_id, contact_id, assignment_id }
    : "no_answer"
}

/**
 * Asks Engage's list, and commits the answer with the attempt.
 *
 * @param timeout_ms instead of the option `timeoutMs`.
 * @param waited_ms how long the call waited for its slot.
 */
export async function look(
  { engage, ledger }: PromotionRedemptionModuleService,
  { attempt_id, contact_id, assignment_id }: NotedLook,
  { timeout_ms, waited_ms }: { timeout_ms?: number; waited_ms?: number } = {}
): Promise<Verification> {
  const answer = await engage.clientForOrders.listPromotions(contact_id, {
    timeoutMs: timeout_ms,
  })
  const verification = readVerification(answer, assignment_id)
  await ledger.closeAttempt({
    id: attempt_id,
    waited_ms,
    ...recordOf(answer, verification),
  })
  return verification
}

/** Opens the attempt and asks Engage's list at once. See {@link noteListCall}. */
export async function askList(
  service: PromotionRedemptionModuleService,
  redemption: PromotionRedemptionDTO,
  {
    timeout_ms,
    ...of
  }: { run_id: string; trigger: AttemptTrigger; timeout_ms?: number }
): Promise<Verification> {
  const noted = await noteListCall(service, redemption, of)
  return typeof noted === "object"
    ? look(service, noted, { timeout_ms })
    : noted
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

/**
 * A code in an answer unknown to the plugin, kept for the developers to learn from.
 */
function wordOf(answer: Extract<PromotionsResult, { httpStatus: unknown }>) {
  return answer.kind === "misconfigured" ? (answer.word ?? null) : null
}
