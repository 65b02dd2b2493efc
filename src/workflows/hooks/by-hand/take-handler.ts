import {
  StepResponse,
  type StepExecutionContext,
} from "@medusajs/framework/workflows-sdk"

import { runId, type HookHandler, type WorkflowRun } from "../handler"

/**
 * A handler as the hooks of Medusa's workflows take it: what runs, and what
 * undoes it. To be spread into the hook.
 */
export type HandlerOfHook<Input> = [
  invoke: (
    input: Input,
    context: StepExecutionContext
  ) => Promise<StepResponse<unknown, Kept>>,
  compensate: (
    kept: Kept | undefined,
    context: StepExecutionContext
  ) => Promise<void>,
]

/** A handler of the shop's own. */
export type OwnHandler<Input, OwnKept> = [
  invoke: (
    input: Input,
    context: StepExecutionContext
  ) =>
    | void
    | StepResponse<unknown, OwnKept>
    | Promise<void | StepResponse<unknown, OwnKept>>,
  compensate?: (
    kept: OwnKept | undefined,
    context: StepExecutionContext
  ) => unknown,
]

export type TakeOptions<Input, OwnKept = unknown> = {
  /**
   * What the shop itself does in this hook, as Medusa lets it have one handler
   * only. It runs first and answers for the hook. It is undone last, and is then
   * given what it kept, also when the plugin's handler is what failed.
   */
  after?: OwnHandler<Input, OwnKept>
}

/** What Medusa keeps for undoing the two. */
export type Kept = { own?: unknown; engage?: object }

type HookName = Pick<HookHandler, "workflowId" | "hook">

const taken = new Set<string>()

/** Whether the shop has taken a handler, to wire it itself. */
export function isTaken(handler: HookName): boolean {
  return taken.has(nameOf(handler))
}

/** Makes of a handler of ours what a hook takes, behind the shop's own. */
export function takeHandler<Input, OurKept extends object, OwnKept>(
  ours: HookHandler<Input, OurKept>,
  { after = [nothing] }: TakeOptions<Input, OwnKept> = {}
): HandlerOfHook<Input> {
  const [own, undoOwn] = after
  taken.add(nameOf(ours))
  /** What the shop's own kept when ours failed after it, by run. */
  const keptByOwn = new Map<string, OwnKept | undefined>()

  return [
    async (input, context) => {
      const run = runOf(context)
      const answer = await own(input, context)
      try {
        const engage = await ours.invoke(input, run)
        return new StepResponse<unknown, Kept>(answer?.output, {
          own: answer?.compensateInput,
          engage,
        })
      } catch (error) {
        // Medusa will not say what the step returned, as it returned nothing.
        keptByOwn.set(run.id, answer?.compensateInput)
        throw error
      }
    },
    async (kept, context) => {
      const run = runOf(context)
      const keptOfOwn = (kept?.own ?? keptByOwn.get(run.id)) as
        OwnKept | undefined
      keptByOwn.delete(run.id)
      try {
        if (!kept || kept.engage) {
          await ours.compensate?.(kept?.engage as OurKept | undefined, run)
        }
      } finally {
        await undoOwn?.(keptOfOwn, context)
      }
    },
  ]
}

function nothing(): void {}

function nameOf({ workflowId, hook }: HookName): string {
  return `${workflowId}.${hook}`
}

function runOf(context: StepExecutionContext): WorkflowRun {
  return {
    container: context.container,
    id: runId(context),
    idempotency_key: context.idempotencyKey,
  }
}
