import type { ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { jsonAnswer, refusalAnswer, type Answer } from "./answer"
import { loggedBody, type SandboxCall } from "./call-log"
import type { FaultPlan, SandboxOutcomeFault } from "./faults"
import type { OperationResult } from "./operations/operation"
import { faultAnswer, isCarriedOut } from "./outcome"
import { resetConnection, sendAnswer, sendBigBody, sendHalf } from "./send"

/**
 * A call with valid headers and within the rate limit, with the faults that affect
 * it.
 */
export interface AdmittedCall {
  response: ServerResponse
  /** The call's entry in the log, where the outcome is written. */
  entry: SandboxCall
  plan: FaultPlan
  /** How long the call waits besides its faults, in milliseconds. */
  latencyMs: number
  /** After how many milliseconds saving fails, or null for no limit. */
  saveLimitMs: number | null
  /** Runs the call in a single synchronous step. */
  run: () => OperationResult
  /** Ends every wait when the sandbox closes. */
  signal: AbortSignal
}

/**
 * Runs a call in two phases, before and after saving, and answers. The call
 * continues if the caller disconnects, as in Engage (Inferred).
 * @throws AbortError if the sandbox closes meanwhile.
 */
export async function performCall(call: AdmittedCall): Promise<void> {
  const { entry, plan, saveLimitMs, signal } = call
  const delayMs = call.latencyMs + (plan.delayBefore?.ms ?? 0)
  if (saveLimitMs !== null && delayMs > saveLimitMs) {
    await sleep(saveLimitMs, undefined, { signal })
    respond(call, refusalAnswer("GatewayTimeout"))
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

/** Sends a complete answer and logs it. */
export function respond(
  { entry, response }: Pick<AdmittedCall, "entry" | "response">,
  answer: Answer
): void {
  entry.status = sendAnswer(response, answer)
  entry.answerBody = entry.status === null ? null : loggedBody(answer.body)
}

/** Answers as Engage would, or as the fault requires. */
async function answer(call: AdmittedCall, own: Answer): Promise<void> {
  const { entry, response } = call
  const { outcome } = call.plan
  const whole = outcome ? faultAnswer(outcome) : own
  if (!outcome || whole) {
    respond(call, whole ?? own)
    return
  }
  entry.status = await breakAnswer(outcome, response, own)
}

/** Handles the faults that send no complete answer of Engage's. */
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
    // A hanging call gets no answer: closing the sandbox destroys the socket.
    default:
      return null
  }
}
