import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"

// The schemas of this folder are made once, at load: making a schema takes longer
// than all other work of a hook for a cart without an offer.
const queriedSchema = z.object({ data: z.unknown() })

/** Medusa's arguments for a step's handler, as far as the plugin uses them. */
export type StepArguments = {
  container: MedusaContainer
  /** The workflow's input. */
  payload: unknown
  /** The results of earlier steps, by step name. */
  invoke: Record<string, { output?: unknown; engage?: unknown } | undefined>
  metadata: { idempotency_key: string }
  transaction: {
    transactionId: string
    getFlow(): { runId?: string }
    /** Holds the workflow's input for the following steps. */
    getContext(): { payload: unknown }
  }
}

/** A run of a Medusa workflow, as a hook's handler sees the run. */
export type WorkflowRun = {
  container: MedusaContainer
  /** Shared by all steps of a run and their compensations, unique to the run. */
  id: string
  /** The step's key: a workflow run under this key takes no locks. */
  idempotency_key: string
  /** The result of an earlier step; undefined when the step did not run. */
  answer(step: string): unknown
  /**
   * Changes these fields of the workflow's input for the following steps; the
   * caller's own input object stays as passed in. Undefined where a shop wires the
   * hook itself: Medusa then passes copies.
   */
  changeInput?(fields: object): void
}

/**
 * A handler of the plugin, for a hook that may have a neighbour's handler as well.
 */
export type HookHandler<Input = unknown, Kept extends object = object> = {
  workflowId: string
  hook: string
  /**
   * `behind`: runs after a neighbour's handler, because no step that can fail may
   * follow. `ahead`: runs before a neighbour's handler, because the neighbour must
   * see the result; has no compensation.
   */
  place: "behind" | "ahead"
  /** The steps whose results `inputOf` reads. */
  reads: string[]
  /** The hook's input, where Medusa does not pass it directly. */
  inputOf(args: StepArguments): Input
  /** @returns plain data for the compensation. */
  invoke(input: Input, run: WorkflowRun): Promise<Kept | undefined>
  /**
   * Not called when `invoke` returned undefined.
   * @param kept undefined when the plugin's or a neighbour's handler threw.
   */
  compensate?(kept: Kept | undefined, run: WorkflowRun): Promise<void>
}

/**
 * A step's result, from a `StepResponse` or a plain value. Undefined when the step
 * did not run.
 */
export function answerOf(args: StepArguments, step: string): unknown {
  const output = args.invoke[step]?.output
  return typeof output === "object" && output !== null && "output" in output
    ? output.output
    : output
}

/** The data read by a query step. @throws ZodError when the step did not run. */
export function queriedBy(args: StepArguments, step: string): unknown {
  return queriedSchema.parse(answerOf(args, step)).data
}

/** The id of a `WorkflowRun`. */
export function runId(of: { transactionId?: string; runId?: string }): string {
  return `${of.transactionId ?? ""}:${of.runId ?? ""}`
}
