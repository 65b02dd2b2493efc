import {
  StepResponse,
  type StepExecutionContext,
} from "@medusajs/framework/workflows-sdk"

import {
  runId,
  type HookHandler,
  type WorkflowRun,
} from "../medusa/hook-handler"

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
   * only. It answers for the hook, and is undone with what it kept, also when
   * the plugin's handler is what failed. It runs before the plugin's, which a
   * redemption needs; only beside `syncBeforePaymentRefresh` it runs after it,
   * and so goes by the right total.
   */
  own?: OwnHandler<Input, OwnKept>
}

/** What Medusa keeps for undoing the two. */
type Kept = { own?: unknown; engage?: object }

type HookName = Pick<HookHandler, "workflowId" | "hook">

const taken = new Set<string>()

/** Whether the shop has taken a handler, to wire it itself. */
export function isTaken(handler: HookName): boolean {
  return taken.has(nameOf(handler))
}

/** Makes of a handler of ours what a hook takes, beside the shop's own. */
export function takeHandler<Input, OurKept extends object, OwnKept>(
  ours: HookHandler<Input, OurKept>,
  options: TakeOptions<Input, OwnKept> = {}
): HandlerOfHook<Input> {
  const [own, undoOwn]: OwnHandler<Input, OwnKept> = options.own ?? [nothing]
  taken.add(nameOf(ours))
  /** What the shop's own kept when ours failed after it, by run. */
  const keptByOwn = new Map<string, OwnKept | undefined>()

  return [
    async (input, context) => {
      const run = runOf(context)
      if (ours.place === "ahead") {
        await ours.invoke(input, run)
        return responseOf(await own(input, context))
      }
      const answer = await own(input, context)
      try {
        const engage = await ours.invoke(input, run)
        return responseOf(answer, engage)
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

function responseOf(
  own: void | StepResponse<unknown, unknown>,
  engage?: object
): StepResponse<unknown, Kept> {
  return new StepResponse<unknown, Kept>(own?.output, {
    own: own?.compensateInput,
    engage,
  })
}

function nameOf({ workflowId, hook }: HookName): string {
  return `${workflowId}.${hook}`
}

function runOf(context: StepExecutionContext): WorkflowRun {
  return {
    container: context.container,
    id: runId(context),
    idempotency_key: context.idempotencyKey,
    answer: (step) => context[" getStepResult"](step),
  }
}
