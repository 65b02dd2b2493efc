import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ErrorCode } from "../../errors/catalogue"
import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../types/promotion-redemption"
import {
  interpretRedeemAnswer,
  needsList,
  type RedeemContext,
} from "../../modules/promotion-redemption/engage/answers"
import type {
  EngageAnswer,
  RedeemOutcome,
} from "../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { Started } from "../../modules/promotion-redemption/ledger/redeeming"
import { announce } from "../announce"
import type { ClosedAttempt } from "../../modules/promotion-redemption/ledger/transition"
import { askList } from "./look"

/** One redemption to send to Engage. `run_id` must hold the row's lease. */
export type RedeemInput = {
  id: string
  run_id: string
  /** The statuses from which the redemption may be sent. */
  from: readonly RedemptionStatus[]
  /** Send only if no call was ever begun for the row. See `startRedeeming`. */
  first_call?: boolean
  trigger: AttemptTrigger
  /** The sender, as recorded in `status_changed_by`. */
  by: string
  /** The order with the discount; null without a standing order. */
  order_id: string | null
  /** The consequence of a refusal. See `AnswerFacts`. */
  on_refused: "reject" | "attention"
  /**
   * How long the caller waits, in milliseconds; the call itself is never cut short.
   * Null: to the end of the call.
   */
  wait_ms: number | null
  /**
   * True if the contact's list said, right before, that the assignment is redeemed.
   * Otherwise the list is asked after a refusal whose meaning depends on it.
   */
  listed_as_redeemed?: boolean
  /**
   * The job tries again no sooner than this, in milliseconds: until the completion
   * has ended, Medusa may still undo its order.
   */
  not_before_ms: number
}

/** The state of a redemption when the caller stops waiting. */
export type RedeemResult = {
  /** False: the row had changed, so no call was made. */
  sent: boolean
  /** The row as committed; null when the row has a new holder. */
  redemption: PromotionRedemptionDTO | null
  /** Engage's refusal; null without a refusal. */
  refused: ErrorCode | null
}

/**
 * A call committed as an open attempt: the assignment may be redeemed from now on.
 */
export type NotedCall = Started & { input: RedeemInput }

/**
 * Lease time for writing the verdict after the longest possible call, in
 * milliseconds.
 */
const LEASE_MARGIN_MS = 5_000

/** Lease time for a call that waits for its slot in the pace, in milliseconds. */
const SLOT_MARGIN_MS = 30_000

const NOT_SENT: RedeemResult = { sent: false, redemption: null, refused: null }

/**
 * Sends one redemption to Engage, once, and commits the result. If the answer comes
 * after the caller has stopped waiting, the result is announced. Undo: none, a
 * redemption is final.
 */
export async function redeemAssignment(
  container: MedusaContainer,
  input: RedeemInput
): Promise<RedeemResult> {
  const noted = await noteRedeemCall(container, input)
  return noted ? sendNoted(container, noted) : NOT_SENT
}

/**
 * Commits the attempt before the call is made.
 *
 * @returns null when the row has a new holder: do not send.
 */
export async function noteRedeemCall(
  container: MedusaContainer,
  input: RedeemInput
): Promise<NotedCall | null> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { timeoutMs } = await service.getOptions()
  const started = await service.ledger.startRedeeming({
    ...input,
    lease_ms: timeoutMs + LEASE_MARGIN_MS,
  })
  return started && { ...started, input }
}

/**
 * Like {@link noteRedeemCall}, for calls of one worker in one statement. Each row
 * keeps its order. The calls wait for a slot.
 *
 * @returns in the order of the inputs; null when the row has a new holder.
 */
export async function noteRedeemCalls(
  container: MedusaContainer,
  inputs: RedeemInput[]
): Promise<(NotedCall | null)[]> {
  const [input] = inputs
  if (!input) {
    return []
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { timeoutMs } = await service.getOptions()
  const { run_id, by, trigger } = input
  const started = await service.ledger.startRedeemingAll({
    ...{ run_id, by, trigger },
    ids: inputs.map(({ id }) => id),
    from: [...new Set(inputs.flatMap(({ from }) => from))],
    lease_ms: timeoutMs + LEASE_MARGIN_MS + SLOT_MARGIN_MS,
  })
  const byId = new Map(started.map((one) => [one.redemption.id, one]))
  return inputs.map((one) => {
    const call = byId.get(one.id)
    return call ? { ...call, input: one } : null
  })
}

/**
 * Makes a committed call, and commits its result.
 * @param waited_ms how long the call waited for its slot.
 */
export async function sendNoted(
  container: MedusaContainer,
  noted: NotedCall,
  waited_ms?: number
): Promise<RedeemResult> {
  const { input, redemption } = noted
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { timeoutMs } = await service.getOptions()
  const about = `redemption ${input.id}`
  const began = performance.now()

  /** @param held the row as read last; null when the row has a new holder. */
  const onAnswer = async (
    answer: EngageAnswer,
    {
      wait_ms,
      ...of
    }: Pick<AnsweredCall, "held" | "on_refused"> & { wait_ms: number }
  ): Promise<RedeemResult> => {
    const call = { ...noted, ...of, answer, waited_ms, until: began + wait_ms }
    const result = await afterAnswer(container, call)
    service.engage.forgetList(redemption.contact_id)
    return result
  }

  const call = service.track(
    service.engage.clientForOrders.redeem(redemption.assignment_id),
    about
  )
  const { wait_ms } = input
  // The lease on the row lasts as long as one call may take.
  const inTime = {
    held: redemption,
    on_refused: input.on_refused,
    wait_ms: wait_ms ?? timeoutMs,
  }
  if (wait_ms === null) {
    return service.track(
      call.then((answer) => onAnswer(answer, inTime)),
      about
    )
  }

  let timer: NodeJS.Timeout | undefined
  const timeIsUp = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, wait_ms, null)
  })
  const answer = await Promise.race([call, timeIsUp])
  clearTimeout(timer)
  if (answer) {
    return onAnswer(answer, inTime)
  }

  const { id, run_id, by, order_id } = input
  const deferred = await service.ledger.applyHeld(
    { id, by },
    { event: "defer_sent", run_id, order_id, reason: "outcome_unknown" }
  )
  const late = async () => {
    const { redemption: changed } = await onAnswer(await call, {
      held: deferred,
      on_refused: "attention",
      wait_ms: timeoutMs,
    })
    if (changed) {
      await announce(container, [changed])
    }
  }
  void service.track(late(), about)
  service.engage.forgetList(redemption.contact_id)
  return { sent: true, redemption: deferred, refused: null }
}

/** A call with an answer from Engage, or with a failure to get an answer. */
type AnsweredCall = NotedCall & {
  answer: EngageAnswer
  /** The row as read last; null when the row has a new holder. */
  held: PromotionRedemptionDTO | null
  on_refused: RedeemInput["on_refused"]
  waited_ms: number | undefined
  /** The deadline for asking the list: a time of `performance.now()`. */
  until: number
}

/**
 * Interprets an answer, asks the list where the answer alone is not enough, and
 * commits both.
 */
async function afterAnswer(
  container: MedusaContainer,
  { input, redemption, attempt_id, answer, held, ...of }: AnsweredCall
): Promise<RedeemResult> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const context: RedeemContext = {
    mayHaveArrived: of.may_have_arrived,
    listed: input.listed_as_redeemed ? "redeemed" : undefined,
  }
  let outcome = interpretRedeemAnswer(answer, context)
  const close = closedBy(outcome, attempt_id, of.waited_ms)
  noteUnknownWords(
    container.resolve(ContainerRegistrationKeys.LOGGER),
    redemption.id,
    outcome
  )
  if (held?.contact_id && needsList(outcome, context)) {
    await service.ledger.closeAttempt(close)
    const timeout_ms = of.until - performance.now()
    const { run_id, trigger } = input
    const listed =
      timeout_ms > 0
        ? await askList(service, held, { run_id, trigger, timeout_ms })
        : "no_answer"
    outcome = interpretRedeemAnswer(answer, { ...context, listed })
  }
  return {
    sent: true,
    refused: outcome.outcome === "refused" ? outcome.code : null,
    redemption: await service.ledger.finishRedeeming({
      id: redemption.id,
      run_id: input.run_id,
      by: input.by,
      outcome,
      close,
      attempts: redemption.attempt_count,
      on_refused: of.on_refused,
      not_before_ms: input.not_before_ms,
    }),
  }
}

/**
 * The attempt's record: the call's own outcome, even if the list decides otherwise.
 */
function closedBy(
  outcome: RedeemOutcome,
  id: string,
  waited_ms: number | undefined
): ClosedAttempt {
  const code = outcome.outcome === "refused" ? outcome.code : null
  return {
    id,
    outcome: outcome.outcome,
    http_status: outcome.httpStatus,
    error_code: wordOf(outcome) ?? code,
    waited_ms,
  }
}

function wordOf(outcome: RedeemOutcome): string | undefined {
  return "word" in outcome ? outcome.word : undefined
}

/**
 * Logs an answer unknown to the plugin, from Engage or from a proxy before Engage.
 * The log gets only the status and, if the answer has one, a word shaped like a
 * code.
 */
function noteUnknownWords(
  logger: Pick<Logger, "warn">,
  id: string,
  outcome: RedeemOutcome
): void {
  const isUnknown =
    outcome.outcome === "misconfigured" ||
    (outcome.outcome === "refused" && outcome.code === "promotion_refused")
  if (isUnknown) {
    logger.warn(
      `Engage answered redemption ${id} with status ${outcome.httpStatus}` +
        ` and ${wordOf(outcome) ?? "no code"}`
    )
  }
}
