import type { ErrorCode, OperatorErrorCode } from "../../errors/catalogue"
import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  ReassignStatus,
} from "../../types/promotion-redemption"
import type { PromotionsResult } from "../../modules/promotion-redemption/engage/types"
import type { ClosedAttempt } from "../../modules/promotion-redemption/ledger/transition"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"

/** A redeemed assignment whose offer is to be given back. */
type ReassignInput = {
  id: string
  /** The cancelled or returned order on which the assignment was used. */
  order_id: string
  /** A new id for each try. */
  run_id: string
  /** The operator, or the event, as recorded in `reassigned_by`. */
  by: string
  trigger: Extract<AttemptTrigger, "manual" | "cancellation" | "return">
}

/** The result of reassigning. */
type ReassignResult =
  | { kind: "reassigned"; redemption: PromotionRedemptionDTO }
  | { kind: "refused"; code: ErrorCode | OperatorErrorCode }

type Service = PromotionRedemptionModuleService

/** Two GETs and a POST may take as long as three calls. */
const CALLS = 3
const LEASE_MARGIN_MS = 10_000

/**
 * Has Engage give the contact a new assignment of the same promotion. Undo: none. At
 * most once per redemption: Engage has no idempotency key here, so each call that
 * arrives creates one more assignment.
 *
 * While the outcome of an earlier call is unknown, the plugin first asks the
 * contact's list. If the list has an assignment that was not in it before, the
 * earlier call arrived. If not, only an operator may send again, and only after the
 * earlier call must have ended.
 */
export async function reassignAssignment(
  service: Service,
  input: ReassignInput
): Promise<ReassignResult> {
  // Throws while the plugin is switched off, before the lease is taken.
  void service.engage.client
  const { timeoutMs } = await service.getOptions()
  const lease_ms = CALLS * timeoutMs + LEASE_MARGIN_MS
  const { ledger } = service
  const taken = await ledger.takeForReassigning({ ...input, lease_ms })
  if (!taken) {
    return refused(await ledger.whyNotTaken(input.id))
  }
  const { redemption, may_have_arrived, sent_lately } = taken
  const earlier = may_have_arrived
    ? (redemption.reassign_known_ids ?? [])
    : null

  const end = async (
    code: ErrorCode | OperatorErrorCode,
    status: ReassignStatus | null = null
  ) => {
    await ledger.finishReassigning({
      ...input,
      // An earlier call may have arrived, so the status has to stay `unknown`.
      status: may_have_arrived ? "unknown" : status,
      reason: status === "refused" ? code : null,
    })
    return refused(code)
  }

  if (!redemption.contact_id) {
    return end("reassignment_not_possible")
  }
  const seen = await look(service, input, redemption, earlier)
  if (seen.kind === "contact_not_found") {
    return end("contact_not_found", "refused")
  }
  if (seen.kind !== "ok") {
    return end("engage_unavailable")
  }
  if (!seen.promotion_id) {
    return end("reassignment_not_possible")
  }
  if (earlier && hasArrived(earlier, seen.ids)) {
    return finishReassigned(service, input)
  }
  if (earlier && (sent_lately || input.trigger !== "manual")) {
    return end("reassignment_outcome_unknown")
  }
  return send(service, input, {
    redemption,
    contactId: redemption.contact_id,
    promotionId: seen.promotion_id,
    known_ids: seen.ids,
    may_have_arrived,
    lease_ms,
  })
}

/** The only POST, committed before it is made. */
async function send(
  service: Service,
  input: ReassignInput,
  {
    redemption,
    may_have_arrived,
    known_ids,
    lease_ms,
    ...assignment
  }: {
    redemption: PromotionRedemptionDTO
    contactId: string
    promotionId: string
    known_ids: string[]
    may_have_arrived: boolean
    lease_ms: number
  }
): Promise<ReassignResult> {
  const { engage, ledger } = service
  const attempt_id = await ledger.startReassigning({
    ...input,
    known_ids,
    lease_ms,
  })
  if (!attempt_id) {
    return refused("reassignment_in_progress")
  }
  const outcome = await engage.assign(assignment)
  const code = outcome.outcome === "refused" ? outcome.code : null
  const close = {
    id: attempt_id,
    outcome: outcome.outcome,
    http_status: outcome.httpStatus,
    error_code: ("word" in outcome ? outcome.word : null) ?? code,
  }

  switch (outcome.outcome) {
    case "assigned":
      return finishReassigned(service, input, close)
    case "refused":
      await ledger.finishReassigning({
        ...input,
        status: may_have_arrived ? "unknown" : "refused",
        reason: code,
        close,
      })
      return refused(outcome.code)
    case "misconfigured":
    case "unavailable":
      await ledger.finishReassigning({
        ...input,
        status: may_have_arrived ? "unknown" : null,
        reason:
          outcome.outcome === "misconfigured" ? "engage_misconfigured" : null,
        close,
      })
      return refused("engage_unavailable")
    case "unknown": {
      await ledger.closeAttempt(close)
      const seen = await look(service, input, redemption, known_ids)
      if (seen.kind === "ok" && hasArrived(known_ids, seen.ids)) {
        return finishReassigned(service, input)
      }
      await ledger.finishReassigning({ ...input, status: "unknown" })
      return refused("reassignment_outcome_unknown")
    }
  }
}

const refused = (code: ErrorCode | OperatorErrorCode): ReassignResult => ({
  kind: "refused",
  code,
})

/** A new holder of the row has treated this call as lost. */
async function finishReassigned(
  service: Service,
  input: ReassignInput,
  close?: ClosedAttempt
): Promise<ReassignResult> {
  const redemption = await service.ledger.finishReassigning({
    ...input,
    status: "reassigned",
    close,
  })
  return redemption
    ? { kind: "reassigned", redemption }
    : refused("reassignment_in_progress")
}

/** Whether the contact has got an assignment since `before`. */
function hasArrived(before: string[], now: string[]): boolean {
  return now.some((id) => !before.includes(id))
}

type Seen =
  | { kind: "ok"; promotion_id: string | null; ids: string[] }
  | { kind: Exclude<PromotionsResult["kind"], "ok"> }

/**
 * The contact's assignments of the redemption's promotion.
 *
 * @param earlier the contact's assignments before an earlier call that may have
 * arrived. In this case the list decides, and the look is recorded as an attempt.
 */
async function look(
  { engage, ledger }: Service,
  { id, run_id, trigger }: ReassignInput,
  redemption: PromotionRedemptionDTO,
  earlier: string[] | null
): Promise<Seen> {
  const [looking] = earlier
    ? await ledger.apply(
        { event: "look", run_id, status: "redeemed", trigger },
        { rows: { id }, by: null }
      )
    : []
  const answer = await engage.client.listPromotions(
    redemption.contact_id as string
  )
  const seen = readList(answer, redemption)
  if (earlier && looking?.attempt_id) {
    await ledger.closeAttempt({
      id: looking.attempt_id,
      error_code: null,
      ...recordOf(answer, seen, earlier),
    })
  }
  return seen
}

function recordOf(
  answer: PromotionsResult,
  seen: Seen,
  earlier: string[]
): Pick<ClosedAttempt, "outcome" | "http_status"> {
  switch (seen.kind) {
    case "ok":
      return {
        outcome: hasArrived(earlier, seen.ids) ? "assigned" : "not_assigned",
        http_status: 200,
      }
    case "contact_not_found":
      return { outcome: "unknown", http_status: 404 }
    default:
      return {
        outcome: seen.kind,
        http_status: "httpStatus" in answer ? answer.httpStatus : null,
      }
  }
}

function readList(
  answer: PromotionsResult,
  { assignment_id, engage_promotion_id }: PromotionRedemptionDTO
): Seen {
  if (answer.kind !== "ok") {
    return { kind: answer.kind }
  }
  const promotion_id =
    engage_promotion_id ??
    answer.promotions.find(({ id }) => id === assignment_id)?.promotionId ??
    null
  return {
    kind: "ok",
    promotion_id,
    ids: answer.promotions
      .filter(({ promotionId }) => promotionId === promotion_id)
      .map(({ id }) => id),
  }
}
