import { AsyncLocalStorage } from "node:async_hooks"

import { WorkflowManager } from "@medusajs/framework/orchestration"
import type { MedusaContainer } from "@medusajs/framework/types"
import { TransactionState } from "@medusajs/framework/utils"
import { MedusaWorkflow } from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import type { StepArguments } from "../medusa/hook-handler"

/** A handler by another plugin that runs a workflow of its own in a hook. */
type NeighbourWithWorkflow = {
  workflowId: string
  hook: string
  /** The id of the handler's own workflow. */
  runs: string
}

/** A run of a workflow, as Medusa passes the run to the handlers of its steps. */
type Run = StepArguments["transaction"] & { getState(): TransactionState }

type Arguments = Omit<StepArguments, "transaction"> & { transaction: Run }

type Handler = {
  invoke(args: Arguments): Promise<unknown>
  compensate?(args: Arguments): Promise<unknown>
}

/** The workflow runs started by the neighbour of the current hook. */
const started = new AsyncLocalStorage<Set<Run>>()

const helped = new WeakSet<Handler>()

/**
 * Undoes a neighbour's own workflow run when the neighbour cannot: the neighbour
 * asks Medusa to cancel the run by its id, but Medusa finds by id only stored runs.
 * Does nothing where the neighbour's own undo works, or without the neighbour.
 *
 * Call after everything is loaded. A second call does nothing.
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

/** Makes the steps of a workflow note their run. */
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

/** An exported workflow, as far as the plugin uses it. */
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
 * The workflows of `@medusajs/loyalty-plugin` at completion, without a working undo
 * (seen in 2.21.1): the plugin debits a gift card, and links the card to the order.
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
