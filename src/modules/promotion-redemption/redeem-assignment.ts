import { setTimeout as delay } from "node:timers/promises"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../errors/catalogue"
import type {
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../types/promotion-redemption"
import type { EngageClient } from "./engage/client"
import { interpretRedeemAnswer } from "./engage/redeem-outcome"
import type { EngageAnswer } from "./engage/types"
import { defer, finishRedeeming, startRedeeming } from "./ledger/redeeming"
import { assigned } from "./ledger/row"
import { nextState } from "./ledger/verdict"

/** One redemption to be sent to Engage. The run must hold its row. */
export type RedeemInput = {
  id: string
  run_id: string
  /** Statuses it may be sent from. */
  from: readonly RedemptionStatus[]
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
  /** The row as committed; null when the run no longer held it. */
  redemption: PromotionRedemptionDTO | null
  /** Engage's refusal, when there is one. */
  refused: ErrorCode | null
}

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
  { engage, knex }: { engage: EngageClient; knex: Knex },
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
    return { redemption: null, refused: null }
  }
  const { redemption, attempt_id, earlier_without_verdict } = started
  const waited_ms = await input.await_slot?.()

  const settle = async (
    answer: EngageAnswer,
    on_refused: "reject" | "attention"
  ): Promise<RedeemResult> => {
    const outcome = interpretRedeemAnswer(answer, {
      earlierAttemptWithoutVerdict: earlier_without_verdict,
    })
    const refused = outcome.outcome === "refused" ? outcome.code : null
    return {
      refused,
      redemption: await finishRedeeming(knex, {
        id: redemption.id,
        run_id: input.run_id,
        by: input.by,
        next: nextState(outcome, {
          attempts: redemption.attempt_count,
          on_refused,
          not_before_ms: input.not_before_ms,
        }),
        close: {
          id: attempt_id,
          outcome: outcome.outcome,
          http_status: outcome.httpStatus,
          error_code: refused,
          waited_ms,
        },
      }),
    }
  }

  const call = options.track(engage.redeem(assigned(redemption).assignment_id))
  if (input.wait_ms === null) {
    return options.track(
      call.then((answer) => settle(answer, input.on_refused))
    )
  }

  const timer = new AbortController()
  const answer = await Promise.race([
    call,
    delay(input.wait_ms, null, { signal: timer.signal }),
  ])
  if (answer) {
    timer.abort()
    return settle(answer, input.on_refused)
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
      .then((late) => settle(late, "attention"))
      .then(async (result) => {
        if (result.redemption) {
          await options.onSettled(result.redemption)
        }
      })
  )
  return { redemption: deferred, refused: null }
}
