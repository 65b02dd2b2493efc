import { AsyncLocalStorage } from "node:async_hooks"

import type { MedusaContainer } from "@medusajs/framework/types"
import { TransactionState } from "@medusajs/framework/utils"
import { MedusaWorkflow } from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import type { StepArguments } from "../medusa/hook-handler"
import { handlersOf, wrapStep, type StepHandler } from "./wrap-step"

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

/** The workflow runs started by the neighbour of the current hook. */
const started = new AsyncLocalStorage<Set<Run>>()

/**
 * Undoes a neighbour's own workflow run when the neighbour cannot: the neighbour
 * asks Medusa to cancel the run by its id, but Medusa finds by id only stored runs.
 * Does nothing where the neighbour's own undo works, or without the neighbour.
 *
 * Call after everything is loaded. A second call does nothing.
 */
export function undoRunsOfNeighbour({
  workflowId,
  hook,
  runs,
}: NeighbourWithWorkflow): void {
  const nested = handlersOf<Arguments>(runs)
  const theirs = handlersOf<Arguments>(workflowId)?.get(hook)
  if (!nested || !theirs?.compensate) {
    return
  }
  wrapStep<Arguments>(
    "loyalty-plugin",
    { workflowId, step: hook },
    (theirs) => {
      noteRuns(nested)
      return undoingRuns(theirs, runs)
    }
  )
}

function undoingRuns(
  theirs: StepHandler<Arguments>,
  runs: string
): StepHandler<Arguments> {
  const lost = new WeakMap<Run, Set<Run>>()
  return {
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
}

/** Makes the steps of a workflow note their run. */
function noteRuns(handlers: Map<string, StepHandler<Arguments>>): void {
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
