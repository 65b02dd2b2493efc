import { setTimeout as delay } from "node:timers/promises"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"

import type { ErrorCode } from "../../errors/catalogue"
import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../types/promotion-redemption"
import type { EngageClient } from "./engage/client"
import {
  interpretRedeemAnswer,
  needsList,
  type RedeemContext,
} from "./engage/answers"
import type { EngageAnswer, RedeemOutcome } from "./engage/types"
import { defer, finishRedeeming, startRedeeming } from "./ledger/redeeming"
import { assigned } from "./ledger/row"
import { closeAttempt, type ClosedAttempt } from "./ledger/transition"
import { nextState } from "./ledger/verdict"
import { verifyAssignment } from "./verify-assignment"

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
  /**
   * Awaited right before the call is made: what is sent in the background waits
   * for its slot in the pace. The row is held for `SLOT_MARGIN_MS` longer.
   * @returns how long it waited, in milliseconds.
   */
  await_slot?: () => Promise<number>
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

type Log = Pick<Logger, "warn">

/** Margin for writing the verdict after the longest possible call. */
const LEASE_MARGIN_MS = 5_000

/** Margin for a call that waits for its slot, in milliseconds. */
const SLOT_MARGIN_MS = 30_000

/**
 * Sends one redemption to Engage, once, and commits what came of it. Undo: none,
 * a redemption is final.
 *
 * @param onSettled is told of an answer that comes after the caller left.
 */
export async function redeemAssignment(
  { engage, knex, logger }: { engage: EngageClient; knex: Knex; logger: Log },
  input: RedeemInput,
  options: {
    timeout_ms: number
    onSettled: (redemption: PromotionRedemptionDTO) => Promise<void>
    /** Keeps the process from closing while a call is out. */
    track: <T>(call: Promise<T>) => Promise<T>
  }
): Promise<RedeemResult> {
  const started = await startRedeeming(knex, {
    ...input,
    lease_ms:
      options.timeout_ms +
      LEASE_MARGIN_MS +
      (input.await_slot ? SLOT_MARGIN_MS : 0),
  })
  if (!started) {
    return { sent: false, redemption: null, refused: null }
  }
  const { redemption, attempt_id, earlier_without_verdict } = started
  const waited_ms = await input.await_slot?.()

  const began = performance.now()
  const timeLeft = (of_ms: number) => began + of_ms - performance.now()

  /** @param held the row as this run holds it now; null when it does not. */
  const settle = async (
    answer: EngageAnswer,
    {
      held,
      on_refused,
      wait_ms,
    }: {
      held: PromotionRedemptionDTO | null
      on_refused: "reject" | "attention"
      wait_ms: number
    }
  ): Promise<RedeemResult> => {
    const context: RedeemContext = {
      earlierAttemptWithoutVerdict: earlier_without_verdict,
      listed: input.listed_as_redeemed ? "redeemed" : undefined,
    }
    let outcome = interpretRedeemAnswer(answer, context)
    const close = closedBy(outcome, attempt_id, waited_ms)
    noteUnknownWords(logger, redemption.id, outcome)
    if (held?.contact_id && needsList(outcome, context)) {
      await closeAttempt(knex, close)
      const timeout_ms = timeLeft(wait_ms)
      const listed =
        timeout_ms > 0
          ? await verifyAssignment({ engage, knex }, held, input.run_id, {
              trigger: input.trigger,
              timeout_ms,
            })
          : "no_answer"
      outcome = interpretRedeemAnswer(answer, { ...context, listed })
    }
    return {
      sent: true,
      refused: outcome.outcome === "refused" ? outcome.code : null,
      redemption: await finishRedeeming(knex, {
        id: redemption.id,
        run_id: input.run_id,
        by: input.by,
        next: nextState(outcome, {
          attempts: redemption.attempt_count,
          on_refused,
          not_before_ms: input.not_before_ms,
        }),
        close,
      }),
    }
  }

  const call = options.track(engage.redeem(assigned(redemption).assignment_id))
  // The row is held for as long as one call may take.
  const inTime = {
    held: redemption,
    on_refused: input.on_refused,
    wait_ms: input.wait_ms ?? options.timeout_ms,
  }
  if (input.wait_ms === null) {
    return options.track(call.then((answer) => settle(answer, inTime)))
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

  const deferred = await defer(knex, {
    id: redemption.id,
    run_id: input.run_id,
    from: ["redeeming"],
    by: input.by,
    order_id: input.order_id,
    reason: "outcome_unknown",
    call_is_out: true,
  })
  void options.track(
    call
      .then((late) =>
        settle(late, {
          held: deferred,
          on_refused: "attention",
          wait_ms: options.timeout_ms,
        })
      )
      .then(async (result) => {
        if (result.redemption) {
          await options.onSettled(result.redemption)
        }
      })
  )
  return { sent: true, redemption: deferred, refused: null }
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
  logger: Log,
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
