import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { showFollowedPayment } from "../checkout/followed-payments"
import { runId } from "../medusa/hook-handler"
import { wrapStep } from "./wrap-step"

/** Medusa's step that refunds a captured payment when a completion fails. */
const REFUND_STEP = "compensate-payment-if-needed"

/** Completions that stop because a different completion is at the same cart. */
const spared = new Set<string>()

/**
 * Notes that a completion is about to stop because a second completion is
 * at its cart: the payment belongs to the second completion. Medusa would refund
 * the payment, unless the cart has an order by then. But the second completion may
 * be about to place the order, and undoes its own payment on failure.
 */
export function sparePayment(run: string): void {
  spared.add(run)
}

/** Whether a completion has left the payment to a different one. Forgets it. */
export function hasSparedPayment(run: string): boolean {
  return spared.delete(run)
}

/**
 * Makes Medusa's refund skip the completions noted by `sparePayment`. After the
 * refund, a payment that the plugin has taken off the cart is followed up. Call after
 * everything is loaded. A second call does nothing; a Medusa without the step keeps
 * its own refund.
 */
export function sparePayments(): void {
  const step = { workflowId: completeCartWorkflowId, step: REFUND_STEP }
  wrapStep("spare-payment", step, (theirs) => ({
    ...theirs,
    compensate: async (args) => {
      const { transaction } = args
      const run = runId({
        transactionId: transaction.transactionId,
        runId: transaction.getFlow().runId,
      })
      const undone = hasSparedPayment(run)
        ? undefined
        : await theirs.compensate?.(args)
      await showFollowedPayment(args.container, run)
      return undone
    },
  }))
}
