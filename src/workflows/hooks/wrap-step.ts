import { WorkflowManager } from "@medusajs/framework/orchestration"

import type { StepArguments } from "../medusa/hook-handler"

/** A step's handler, as Medusa keeps the handler with its workflow. */
export type StepHandler<Args = StepArguments> = {
  invoke(args: Args): Promise<unknown>
  compensate?(args: Args): Promise<unknown>
}

/** The callers of {@link wrapStep} that are in a handler. */
const makers = new WeakMap<object, string[]>()

/**
 * The live handlers of a workflow's steps and hooks, by step. Undefined without the
 * workflow, or when this version of Medusa keeps handlers in another way.
 */
export function handlersOf<Args = StepArguments>(
  workflowId: string
): Map<string, StepHandler<Args>> | undefined {
  const handlers: unknown = WorkflowManager.getWorkflow(workflowId)?.handlers_
  return handlers instanceof Map
    ? (handlers as Map<string, StepHandler<Args>>)
    : undefined
}

/**
 * Replaces the handler of a step or hook by a handler around the present one. Call
 * after everything is loaded: a handler registered later would replace the new one.
 * A second call by the same caller does nothing.
 *
 * @param by names the caller.
 * @returns false without such a step: nothing was changed.
 */
export function wrapStep<Args = StepArguments>(
  by: string,
  { workflowId, step }: { workflowId: string; step: string },
  wrap: (theirs: StepHandler<Args>) => StepHandler<Args>
): boolean {
  const handlers = handlersOf<Args>(workflowId)
  const theirs = handlers?.get(step)
  if (!handlers || typeof theirs?.invoke !== "function") {
    return false
  }
  const inside = makers.get(theirs) ?? []
  if (!inside.includes(by)) {
    const both = wrap(theirs)
    makers.set(both, [...inside, by])
    handlers.set(step, both)
  }
  return true
}
