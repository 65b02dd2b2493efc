import {
  SkipStepResponse,
  WorkflowManager,
} from "@medusajs/framework/orchestration"
import { MedusaError } from "@medusajs/framework/utils"

import {
  answerOf,
  runId,
  type HookHandler,
  type StepArguments,
  type WorkflowRun,
} from "../medusa/hook-handler"

type StepHandler = {
  invoke(args: StepArguments): Promise<unknown>
  compensate?(args: StepArguments): Promise<unknown>
}

const chained = new WeakSet<StepHandler>()

/** A neighbour's result after the plugin's handler threw, by hook and run. */
const answers = new Map<string, StepArguments["invoke"][string]>()

/**
 * Puts the plugin's handler behind or ahead of a hook's present handler. Medusa
 * gives a hook one handler and refuses a second: if the plugin took the hook in the
 * documented way, the shop could not. The present handler keeps its result and its
 * compensation.
 *
 * Call after everything is loaded. A second call does nothing.
 *
 * @throws MedusaError UNEXPECTED_STATE when Medusa is not built as expected.
 */
export function chainHook<Input, Kept extends object>(
  ours: HookHandler<Input, Kept>
): void {
  const handlers: unknown = WorkflowManager.getWorkflow(
    ours.workflowId
  )?.handlers_
  const theirs = handlers instanceof Map ? handlers.get(ours.hook) : undefined
  if (
    !(handlers instanceof Map) ||
    typeof theirs?.invoke !== "function" ||
    !ours.reads.every((step) => handlers.has(step))
  ) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `medusa-plugin-voyado-engage cannot take the hook "${ours.hook}" of the` +
        ` workflow "${ours.workflowId}": this version of Medusa is built` +
        " differently. Stay on a version of Medusa that the plugin's README" +
        " lists, look for a newer version of the plugin, or set its option" +
        ' hooks: "manual" and wire the handlers of' +
        " medusa-plugin-voyado-engage/hooks yourself, as the README shows."
    )
  }
  if (!chained.has(theirs)) {
    const put = { ahead, behind }[ours.place]
    const both = put(theirs as StepHandler, ours)
    chained.add(both)
    handlers.set(ours.hook, both)
  }
}

function ahead<Input, Kept extends object>(
  theirs: StepHandler,
  ours: HookHandler<Input, Kept>
): StepHandler {
  return {
    ...theirs,
    invoke: async (args) => {
      await ours.invoke(ours.inputOf(args), runOf(args))
      return theirs.invoke(args)
    },
  }
}

function behind<Input, Kept extends object>(
  theirs: StepHandler,
  ours: HookHandler<Input, Kept>
): StepHandler {
  const keyOf = (run: WorkflowRun) => `${ours.hook}:${run.id}`

  const undoOurs = async (
    step: StepArguments["invoke"][string],
    run: WorkflowRun
  ) => {
    if (!step || step.engage) {
      await ours.compensate?.(step?.engage as Kept | undefined, run)
    }
  }

  return {
    invoke: async (args) => {
      const answer = await theirs.invoke(args)
      if (SkipStepResponse.isSkipStepResponse(answer as Error)) {
        return answer
      }
      const run = runOf(args)
      try {
        const engage = await ours.invoke(ours.inputOf(args), run)
        return engage ? { ...(answer as object), engage } : answer
      } catch (error) {
        // The step threw, so Medusa would undo the neighbour with `undefined`.
        answers.set(keyOf(run), answer as StepArguments["invoke"][string])
        throw error
      }
    },
    compensate: async (args) => {
      const run = runOf(args)
      const answer = answers.get(keyOf(run))
      answers.delete(keyOf(run))
      try {
        await undoOurs(args.invoke[ours.hook], run)
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

function runOf(args: StepArguments): WorkflowRun {
  const { container, metadata, transaction } = args
  return {
    container,
    id: runId({
      transactionId: transaction.transactionId,
      runId: transaction.getFlow().runId,
    }),
    idempotency_key: metadata.idempotency_key,
    answer: (step) => answerOf(args, step),
    changeInput: (fields) => {
      const context = transaction.getContext()
      context.payload = { ...(context.payload as object), ...fields }
    },
  }
}
