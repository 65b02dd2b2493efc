import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"

// Schemas of this folder are made once: to make one takes longer than all else
// that a hook does for a cart without an offer.
const queriedSchema = z.object({ data: z.unknown() })

/** What Medusa hands to a step's handler; only what is used here. */
export type StepArguments = {
  container: MedusaContainer
  /** The workflow's input. */
  payload: unknown
  /** What the steps before answered, by name. */
  invoke: Record<string, { output?: unknown; engage?: unknown } | undefined>
  metadata: { idempotency_key: string }
  transaction: {
    transactionId: string
    getFlow(): { runId?: string }
    /** Where the steps that follow read the workflow's input. */
    getContext(): { payload: unknown }
  }
}

/** One run of one of Medusa's workflows, as a handler of a hook sees it. */
export type WorkflowRun = {
  container: MedusaContainer
  /** The same for a run's steps and their undoing, and for no other run. */
  id: string
  /** Of this step: a workflow that is run under it leaves the locks alone. */
  idempotency_key: string
  /** What a step before answered; undefined when it did not run. */
  answer(step: string): unknown
  /**
   * Has the workflow go on with another input: the steps that follow read these
   * fields, and whoever ran the workflow keeps the object that they gave. Undefined
   * where a shop has wired the hook by hand: Medusa hands out copies there.
   */
  changeInput?(fields: object): void
}

/** A handler of ours for a hook that others may have taken as well. */
export type HookHandler<Input = unknown, Kept extends object = object> = {
  workflowId: string
  hook: string
  /**
   * Whether ours runs `behind` a neighbour's, as nothing that can fail may follow
   * it, or `ahead` of it, as the neighbour's has to see what ours did. One that
   * runs ahead has nothing to undo.
   */
  place: "behind" | "ahead"
  /** The steps whose answers `inputOf` reads. */
  reads: string[]
  /** What the hook gives to its handlers, when Medusa does not hand it over. */
  inputOf(args: StepArguments): Input
  /** @returns what its compensation gets to see: plain data. */
  invoke(input: Input, run: WorkflowRun): Promise<Kept | undefined>
  /**
   * Not called when `invoke` kept nothing.
   * @param kept undefined when the hook failed, at ours or at a neighbour's.
   */
  compensate?(kept: Kept | undefined, run: WorkflowRun): Promise<void>
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

/** What a step that queries has read. @throws ZodError when it did not run. */
export function queriedBy(args: StepArguments, step: string): unknown {
  return queriedSchema.parse(answerOf(args, step)).data
}

/** The id of a `WorkflowRun`. */
export function runId(of: { transactionId?: string; runId?: string }): string {
  return `${of.transactionId ?? ""}:${of.runId ?? ""}`
}
