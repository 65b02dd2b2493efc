import {
  SkipStepResponse,
  WorkflowManager,
} from "@medusajs/framework/orchestration"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

/** What Medusa hands to a step's handler; only what is used here. */
export type StepArguments = {
  container: MedusaContainer
  /** The workflow's input. */
  payload: unknown
  /** What the steps before answered, by name. */
  invoke: Record<string, { output?: unknown; engage?: unknown } | undefined>
  metadata: { idempotency_key: string }
  transaction: { transactionId: string; getFlow(): { runId?: string } }
}

type StepHandler = {
  invoke(args: StepArguments): Promise<unknown>
  compensate?(args: StepArguments): Promise<unknown>
}

/** A handler of ours for a hook that others may have taken as well. */
export type HookHandler = {
  workflowId: string
  hook: string
  /** @returns what its compensation, or a later hook, gets to see: plain data. */
  invoke(args: StepArguments): Promise<object | undefined>
  compensate?(args: StepArguments): Promise<void>
}

const chained = new WeakSet<StepHandler>()

/** What a neighbour answered when our handler threw after it, by run. */
const answers = new Map<string, StepArguments["invoke"][string]>()

/**
 * Puts a handler of ours behind whatever handles a hook already. Medusa gives a
 * hook one handler and refuses a second, so a plugin that takes one by the
 * documented way takes it from the shop. Here theirs runs first and keeps its
 * answer and its undo; ours runs last, as a redemption must not be followed by
 * anything that can fail.
 *
 * To be called once everything is loaded. Calling it again does nothing.
 *
 * @throws MedusaError UNEXPECTED_STATE when Medusa is not built as expected.
 */
export function chainHook(ours: HookHandler): void {
  const handlers: unknown = WorkflowManager.getWorkflow(
    ours.workflowId
  )?.handlers_
  const theirs = handlers instanceof Map ? handlers.get(ours.hook) : undefined
  if (!(handlers instanceof Map) || typeof theirs?.invoke !== "function") {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `medusa-plugin-voyado-engage cannot take the hook "${ours.hook}" of the` +
        ` workflow "${ours.workflowId}": this version of Medusa is built` +
        " differently. Stay on a version of Medusa that the plugin's README" +
        " lists, or look for a newer version of the plugin."
    )
  }
  if (!chained.has(theirs)) {
    const both = behind(theirs as StepHandler, ours)
    chained.add(both)
    handlers.set(ours.hook, both)
  }
}

function behind(theirs: StepHandler, ours: HookHandler): StepHandler {
  const keyOf = (args: StepArguments) => `${ours.hook}:${runIdOf(args)}`

  return {
    invoke: async (args) => {
      const answer = await theirs.invoke(args)
      if (SkipStepResponse.isSkipStepResponse(answer as Error)) {
        return answer
      }
      try {
        const engage = await ours.invoke(args)
        return engage ? { ...(answer as object), engage } : answer
      } catch (error) {
        // Medusa undoes theirs with `undefined` for what it returned.
        answers.set(keyOf(args), answer as StepArguments["invoke"][string])
        throw error
      }
    },
    compensate: async (args) => {
      const key = keyOf(args)
      const answer = answers.get(key)
      answers.delete(key)
      try {
        await ours.compensate?.(args)
      } finally {
        await theirs.compensate?.(
          answer
            ? { ...args, invoke: { ...args.invoke, [ours.hook]: answer } }
            : args
        )
      }
    },
  }
}

/** One run of a workflow, the same for its steps and their compensation. */
export function runIdOf({ transaction }: StepArguments): string {
  return `${transaction.transactionId}:${transaction.getFlow().runId ?? ""}`
}

/**
 * What a step answered, whether as a `StepResponse` or as a plain value.
 * Undefined when it did not run.
 */
export function answerOf(args: StepArguments, step: string): unknown {
  const output = args.invoke[step]?.output
  return typeof output === "object" && output !== null && "output" in output
    ? output.output
    : output
}
