import { AsyncLocalStorage } from "node:async_hooks"

import { WorkflowManager } from "@medusajs/framework/orchestration"
import type { MedusaContainer } from "@medusajs/framework/types"
import { TransactionState } from "@medusajs/framework/utils"
import { MedusaWorkflow } from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import type { StepArguments } from "../medusa/hook-handler"

/** A handler of another plugin that runs a workflow of its own in a hook. */
type NeighbourWithWorkflow = {
  workflowId: string
  hook: string
  /** The workflow that it runs. */
  runs: string
}

/** One run of a workflow, as Medusa hands it to the handlers of its steps. */
type Run = StepArguments["transaction"] & { getState(): TransactionState }

type Arguments = Omit<StepArguments, "transaction"> & { transaction: Run }

type Handler = {
  invoke(args: Arguments): Promise<unknown>
  compensate?(args: Arguments): Promise<unknown>
}

/** The runs that the neighbour of the hook that is being handled has started. */
const started = new AsyncLocalStorage<Set<Run>>()

const helped = new WeakSet<Handler>()

/**
 * Undoes what a neighbour did in a workflow of its own when the neighbour cannot:
 * it asks Medusa to cancel the run by its id, and Medusa finds by their ids only
 * runs that it stored. Does nothing where the neighbour's own undo works, or
 * where there is no such neighbour.
 *
 * To be called once everything is loaded. Calling it again does nothing.
 */
export function undoLostRuns({
  workflowId,
  hook,
  runs,
}: NeighbourWithWorkflow): void {
  const handlers = handlersOf(workflowId)
  const theirs = handlers?.get(hook)
  const nested = handlersOf(runs)
  if (!handlers || !theirs?.compensate || !nested || helped.has(theirs)) {
    return
  }
  noteRuns(nested)
  const lost = new WeakMap<Run, Set<Run>>()

  const both: Handler = {
    ...theirs,
    invoke: (args) => {
      const ofThisHook = new Set<Run>()
      lost.set(args.transaction, ofThisHook)
      return started.run(ofThisHook, () => theirs.invoke(args))
    },
    compensate: async (args) => {
      try {
        return await theirs.compensate?.(args)
      } catch (error) {
        const standing = [...(lost.get(args.transaction) ?? [])].filter(
          (run) => run.getState() === TransactionState.DONE
        )
        if (!standing.length) {
          throw error
        }
        for (const run of standing.reverse()) {
          await cancel(runs, run, args)
        }
        return undefined
      }
    },
  }
  helped.add(both)
  handlers.set(hook, both)
}

/** Has the steps of a workflow note which run of it they belong to. */
function noteRuns(handlers: Map<string, Handler>): void {
  for (const [step, handler] of handlers) {
    handlers.set(step, {
      ...handler,
      invoke: (args) => {
        started.getStore()?.add(args.transaction)
        return handler.invoke(args)
      },
    })
  }
}

/** Of a workflow that is exported; only what is used here. */
type Cancelling = (container: MedusaContainer) => {
  cancel(run: {
    transaction: Run
    container: MedusaContainer
  }): Promise<unknown>
}

async function cancel(
  workflowId: string,
  transaction: Run,
  { container }: Arguments
): Promise<void> {
  const workflow = MedusaWorkflow.getWorkflow(workflowId) as Cancelling
  await workflow(container).cancel({ transaction, container })
}

function handlersOf(workflowId: string): Map<string, Handler> | undefined {
  const handlers: unknown = WorkflowManager.getWorkflow(workflowId)?.handlers_
  return handlers instanceof Map
    ? (handlers as Map<string, Handler>)
    : undefined
}

/**
 * What `@medusajs/loyalty-plugin` does with a gift card at completion, and (seen
 * in 2.21.1) cannot undo by itself: it debits the card, and links it to the order.
 */
export const GIFT_CARD_HANDLERS: NeighbourWithWorkflow[] = [
  {
    workflowId: completeCartWorkflowId,
    hook: "beforePaymentAuthorization",
    runs: "confirm-cart-credit-lines",
  },
  {
    workflowId: completeCartWorkflowId,
    hook: "orderCreated",
    runs: "clone-cart-gift-cards-to-order",
  },
]
