import {
  StepResponse,
  type StepExecutionContext,
} from "@medusajs/framework/workflows-sdk"

import {
  runId,
  type HookHandler,
  type WorkflowRun,
} from "../medusa/hook-handler"
import { combine } from "./combine"

/**
 * A handler and its compensation, in the form that Medusa's hooks take. Spread the
 * pair into the hook.
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

/** The shop's own handler and compensation. */
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
   * The shop's own handler for this hook, because Medusa allows a hook only one
   * handler. Its result is the hook's result. Its compensation gets its kept data,
   * even if the plugin's handler failed. Runs before the plugin's handler, because a
   * redemption must come last; only beside `syncBeforePaymentRefresh` runs after the
   * plugin's handler, to see the right total.
   */
  own?: OwnHandler<Input, OwnKept>
}

/** The data that Medusa keeps for both compensations. */
type Kept = { own?: unknown; engage?: object }

type HookName = Pick<HookHandler, "workflowId" | "hook">

const taken = new Set<string>()

/** Whether the shop has taken a handler, to wire it itself. */
export function isTaken(handler: HookName): boolean {
  return taken.has(nameOf(handler))
}

/** Puts the plugin's handler and the shop's own together, for a hook to take. */
export function takeHandler<Input, OurKept extends object, OwnKept>(
  ours: HookHandler<Input, OurKept>,
  options: TakeOptions<Input, OwnKept> = {}
): HandlerOfHook<Input> {
  const [own, undoOwn]: OwnHandler<Input, OwnKept> = options.own ?? [nothing]
  taken.add(nameOf(ours))

  type Call = { input: Input; context: StepExecutionContext }
  type Answer = Partial<Pick<StepResponse<unknown>, "output">> & {
    compensateInput?: unknown
  }
  const both = combine<Call, Pick<Call, "context">, Answer, OurKept>(
    {
      invoke: async ({ input, context }) => (await own(input, context)) ?? {},
      undo: ({ context }, answer) =>
        undoOwn?.(answer?.compensateInput as OwnKept | undefined, context),
    },
    {
      place: ours.place,
      invoke: ({ input, context }) => ours.invoke(input, runOf(context)),
      undo: ({ context }, kept) => ours.compensate?.(kept, runOf(context)),
    },
    ({ context }) => runId(context)
  )
  return [
    async (input, context) => {
      const { answer, kept } = await both.invoke({ input, context })
      return new StepResponse<unknown, Kept>(answer.output, {
        own: answer.compensateInput,
        engage: kept,
      })
    },
    async (kept, context) =>
      both.undo(
        { context },
        kept && {
          answer: { compensateInput: kept.own },
          kept: kept.engage as OurKept | undefined,
        }
      ),
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
    answer: (step) => context[" getStepResult"](step),
  }
}
