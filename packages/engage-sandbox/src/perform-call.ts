import type { ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { jsonAnswer, refusalAnswer, type Answer } from "./answer"
import type { SandboxCall } from "./call-log"
import type { FaultPlan, SandboxOutcomeFault } from "./faults"
import type { OperationResult } from "./operations/operation"
import { faultAnswer, isCarriedOut } from "./outcome"
import { resetConnection, sendAnswer, sendBigBody, sendHalf } from "./send"

/** A call that was let in, with the faults that meet it. */
export interface AdmittedCall {
  response: ServerResponse
  /** Its line in the log; the outcome is written there. */
  entry: SandboxCall
  plan: FaultPlan
  /** Milliseconds until saving is given up, or null for no limit. */
  saveLimitMs: number | null
  /** Carries the call out, in one synchronous step. */
  run: () => OperationResult
  /** Ends every wait when the sandbox closes. */
  signal: AbortSignal
}

/**
 * Carries a call out in its two phases, before and after saving, and answers.
 * It goes on when the caller has gone, as Engage does (Inferred).
 * @throws AbortError when the sandbox closes meanwhile.
 */
export async function performCall(call: AdmittedCall): Promise<void> {
  const { entry, plan, response, saveLimitMs, signal } = call
  const delayMs = plan.delayBefore?.ms ?? 0
  if (saveLimitMs !== null && delayMs > saveLimitMs) {
    await sleep(saveLimitMs, undefined, { signal })
    entry.status = sendAnswer(response, refusalAnswer("GatewayTimeout"))
    return
  }
  if (delayMs) {
    await sleep(delayMs, undefined, { signal })
  }
  if (!isCarriedOut(plan.outcome)) {
    await answer(call, jsonAnswer(200, {}))
    return
  }
  const result = call.run()
  entry.saved = result.saved
  if (plan.delayAfter && result.answer.status < 400) {
    await sleep(plan.delayAfter.ms, undefined, { signal })
  }
  await answer(call, result.answer)
}

/** Answers as Engage would, or as the fault says. */
async function answer(call: AdmittedCall, own: Answer): Promise<void> {
  const { entry, response } = call
  const { outcome } = call.plan
  if (!outcome) {
    entry.status = sendAnswer(response, own)
    return
  }
  const instead = faultAnswer(outcome)
  if (instead) {
    entry.status = sendAnswer(response, instead)
    return
  }
  entry.status = await breakAnswer(outcome, response, own)
}

/** The faults that leave no whole answer of ours. */
async function breakAnswer(
  outcome: SandboxOutcomeFault,
  response: ServerResponse,
  own: Answer
): Promise<number | null> {
  switch (outcome.type) {
    case "reset_before_save":
    case "reset_after_save":
      resetConnection(response)
      return null
    case "half_answer":
      sendHalf(response, own)
      return null
    case "big_body":
      return sendBigBody(response, outcome.bytes)
    // A hanging call is left as it is: its socket is destroyed on close.
    default:
      return null
  }
}
