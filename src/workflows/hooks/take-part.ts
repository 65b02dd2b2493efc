import { SkipStepResponse } from "@medusajs/framework/orchestration"
import { MedusaError } from "@medusajs/framework/utils"

import {
  answerOf,
  runId,
  type HookHandler,
  type StepArguments,
  type WorkflowRun,
} from "../medusa/hook-handler"
import { combine } from "./combine"
import { handlersOf, wrapStep, type StepHandler } from "./wrap-step"

/** A step's answer as Medusa keeps it, with what the plugin's handler kept. */
type Answer = NonNullable<StepArguments["invoke"][string]>

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
export function takePart<Input, Kept extends object>(
  ours: HookHandler<Input, Kept>
): void {
  const { workflowId, hook, reads } = ours
  const handlers = handlersOf(workflowId)
  if (
    !reads.every((step) => handlers?.has(step)) ||
    !wrapStep("take-part", { workflowId, step: hook }, (theirs) =>
      beside(theirs, ours)
    )
  ) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `medusa-plugin-voyado-engage cannot take the hook "${hook}" of the` +
        ` workflow "${workflowId}": this version of Medusa is built` +
        " differently. Stay on a version of Medusa that the plugin's README" +
        " lists, look for a newer version of the plugin, or set its option" +
        ' hooks: "manual" and wire the handlers of' +
        " medusa-plugin-voyado-engage/hooks yourself, as the README shows."
    )
  }
}

function beside<Input, Kept extends object>(
  theirs: StepHandler,
  ours: HookHandler<Input, Kept>
): StepHandler {
  const both = combine<StepArguments, StepArguments, Answer, Kept>(
    {
      invoke: (args) => theirs.invoke(args) as Promise<Answer>,
      undo: (args, answer) =>
        theirs.compensate?.(
          answer
            ? { ...args, invoke: { ...args.invoke, [ours.hook]: answer } }
            : args
        ),
    },
    {
      place: ours.place,
      invoke: (args) => ours.invoke(ours.inputOf(args), runOf(args)),
      undo: (args, kept) => ours.compensate?.(kept, runOf(args)),
    },
    (args) => runOf(args).id,
    (answer) => SkipStepResponse.isSkipStepResponse(answer as Error)
  )
  return {
    ...theirs,
    invoke: async (args) => {
      const { answer, kept } = await both.invoke(args)
      return kept ? { ...answer, engage: kept } : answer
    },
    compensate: async (args) => {
      const answer = args.invoke[ours.hook]
      await both.undo(
        args,
        answer && { answer, kept: answer.engage as Kept | undefined }
      )
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
