import { WorkflowManager } from "@medusajs/framework/orchestration"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { runId, type StepArguments } from "../medusa/hook-handler"

/** Medusa's step that refunds a captured payment when a completion fails. */
const REFUND_STEP = "compensate-payment-if-needed"

type Handler = {
  invoke(args: StepArguments): Promise<unknown>
  compensate?(args: StepArguments): Promise<unknown>
}

const sparing = new WeakSet<Handler>()

/** Runs that stop because another one is at the same cart. */
const spared = new Set<string>()

/**
 * Notes that a run of complete-cart is about to stop because another one is at
 * its cart: the payment is the other's. Medusa would refund it, unless it finds
 * an order of the cart by then; the other may be about to place one, and undoes
 * its own payment when it fails.
 */
export function sparePayment(run: string): void {
  spared.add(run)
}

/** Whether a run has left the payment to another one. Forgets it. */
export function hasSparedPayment(run: string): boolean {
  return spared.delete(run)
}

/**
 * Has Medusa's refund leave out the runs that `sparePayment` names. To be called
 * once everything is loaded. Calling it again does nothing, and a Medusa that has
 * no such step refunds as it does.
 */
export function sparePayments(): void {
  const handlers: unknown = WorkflowManager.getWorkflow(
    completeCartWorkflowId
  )?.handlers_
  const theirs = (
    handlers instanceof Map ? handlers.get(REFUND_STEP) : undefined
  ) as Handler | undefined
  if (!theirs?.compensate || sparing.has(theirs)) {
    return
  }
  const both: Handler = {
    ...theirs,
    compensate: async (args) => {
      const { transaction } = args
      const run = runId({
        transactionId: transaction.transactionId,
        runId: transaction.getFlow().runId,
      })
      return hasSparedPayment(run) ? undefined : theirs.compensate?.(args)
    },
  }
  sparing.add(both)
  ;(handlers as Map<string, Handler>).set(REFUND_STEP, both)
}
