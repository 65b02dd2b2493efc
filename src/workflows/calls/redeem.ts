import { setTimeout as delay } from "node:timers/promises"

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
import { assigned } from "../../modules/promotion-redemption/ledger/row"
import type { ClosedAttempt } from "../../modules/promotion-redemption/ledger/transition"
import { nextState } from "../../modules/promotion-redemption/ledger/verdict"
import { askList } from "./look"

/** One redemption to be sent to Engage. The run must hold its row. */
export type RedeemInput = {
  id: string
  run_id: string
  /** Statuses it may be sent from. */
  from: readonly RedemptionStatus[]
  /** Only one for which no call was ever begun. See `startRedeeming`. */
  first_call?: boolean
  trigger: AttemptTrigger
  /** Who or what sends it, as recorded in `status_changed_by`. */
  by: string
  /** The order that gets the discount; null when none stands. */
  order_id: string | null
  /** What a refusal leads to. See `nextState`. */
  on_refused: "reject" | "attention"
  /**
   * How long the caller waits, in milliseconds; the call is never cut short.
   * Null: to the end of the call.
   */
  wait_ms: number | null
  /**
   * The contact's list said right before that the assignment is redeemed. When
   * it did not, or was not asked, it is asked after a refusal that needs it.
   */
  listed_as_redeemed?: boolean
  /**
   * The job tries again no sooner than this, in milliseconds: while the
   * completion runs on, its order may still be undone.
   */
  not_before_ms: number
}

/** Where a redemption stands when its caller stops waiting. */
export type RedeemResult = {
  /** False: the row was not as the caller wanted it, so no call was made. */
  sent: boolean
  /** The row as committed; null when the run no longer held it. */
  redemption: PromotionRedemptionDTO | null
  /** Engage's refusal, when there is one. */
  refused: ErrorCode | null
}

/** A call that is noted: from here on its assignment may be redeemed. */
export type NotedCall = Started & { input: RedeemInput }

/** Margin for writing the verdict after the longest possible call. */
const LEASE_MARGIN_MS = 5_000

/** Margin for a call that waits for its slot in the pace, in milliseconds. */
const SLOT_MARGIN_MS = 30_000

const NOT_SENT: RedeemResult = { sent: false, redemption: null, refused: null }

/**
 * Sends one redemption to Engage, once, and commits what came of it. Undo: none,
 * a redemption is final. An answer that comes after the caller left is announced.
 */
export async function redeemAssignment(
  container: MedusaContainer,
  input: RedeemInput
): Promise<RedeemResult> {
  const noted = await noteRedeemCall(container, input)
  return noted ? sendNoted(container, noted) : NOT_SENT
}

/**
 * Commits that a call is about to be made, before it is.
 *
 * @param waits_for_slot the row is held for longer, as the call waits for its slot.
 * @returns null when the run no longer holds the row: nothing may be sent.
 */
export async function noteRedeemCall(
  container: MedusaContainer,
  input: RedeemInput,
  { waits_for_slot = false } = {}
): Promise<NotedCall | null> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { timeoutMs } = await service.getOptions()
  const started = await service.ledger.startRedeeming({
    ...input,
    lease_ms:
      timeoutMs + LEASE_MARGIN_MS + (waits_for_slot ? SLOT_MARGIN_MS : 0),
  })
  return started && { ...started, input }
}

/**
 * Makes a call that is noted, and commits what came of it.
 * @param waited_ms how long it waited for its slot.
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

  /** @param held the row as this run holds it now; null when it does not. */
  const settle = async (
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
    service.engage.settling.redeem(assigned(redemption).assignment_id),
    about
  )
  // The row is held for as long as one call may take.
  const inTime = {
    held: redemption,
    on_refused: input.on_refused,
    wait_ms: input.wait_ms ?? timeoutMs,
  }
  if (input.wait_ms === null) {
    return service.track(
      call.then((answer) => settle(answer, inTime)),
      about
    )
  }

  const timer = new AbortController()
  const answer = await Promise.race([
    call,
    delay(input.wait_ms, null, { signal: timer.signal }),
  ])
  if (answer) {
    timer.abort()
    return settle(answer, inTime)
  }

  const deferred = await service.ledger.defer({
    id: redemption.id,
    run_id: input.run_id,
    from: ["redeeming"],
    by: input.by,
    order_id: input.order_id,
    reason: "outcome_unknown",
    call_is_out: true,
  })
  const late = async () => {
    const { redemption: settled } = await settle(await call, {
      held: deferred,
      on_refused: "attention",
      wait_ms: timeoutMs,
    })
    if (settled) {
      await announce(container, [settled])
    }
  }
  void service.track(late(), about)
  service.engage.forgetList(redemption.contact_id)
  return { sent: true, redemption: deferred, refused: null }
}

/** A call that Engage has answered, or failed to. */
type AnsweredCall = NotedCall & {
  answer: EngageAnswer
  /** The row as this run holds it now; null when it does not. */
  held: PromotionRedemptionDTO | null
  on_refused: RedeemInput["on_refused"]
  waited_ms: number | undefined
  /** For how long the list may be asked: a time of `performance.now()`. */
  until: number
}

/**
 * Says what an answer means, asks the list where the answer alone does not tell,
 * and commits both.
 */
async function afterAnswer(
  container: MedusaContainer,
  { input, redemption, attempt_id, answer, held, ...of }: AnsweredCall
): Promise<RedeemResult> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const context: RedeemContext = {
    earlierAttemptWithoutVerdict: of.earlier_without_verdict,
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
      next: nextState(outcome, {
        attempts: redemption.attempt_count,
        on_refused: of.on_refused,
        not_before_ms: input.not_before_ms,
      }),
      close,
    }),
  }
}

/** How a call is recorded: what it came to by itself, whatever follows from it. */
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
 * Engage, or something before it, said what the plugin does not know. Status and
 * a word that looks like a code are all that is kept of it.
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
