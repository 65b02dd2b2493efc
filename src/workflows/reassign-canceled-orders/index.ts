import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { releaseCanceledOrdersStep } from "./steps/release-canceled-orders"
import { reassignCanceledOrdersStep } from "./steps/reassign-canceled-orders"

/** Which orders were cancelled. */
export type ReassignCanceledOrdersInput = {
  /** Null: those whose event was lost. Given back are those of 72 hours. */
  order_ids: string[] | null
}

/**
 * Gives back what cancelled orders hold: an assignment that an operator wrote off
 * is the customer's again, and the job looks at once at what waits for Engage.
 *
 * With `onOrderCanceled: "reassign"`, also gives back the redeemed offers of cancelled
 * orders that nobody has tried to give back. What Engage refuses, or leaves
 * unclear, is for an operator. Undo: none.
 *
 * @returns how many were given back.
 */
export const reassignCanceledOrdersWorkflow = createWorkflow(
  "reassign-canceled-orders",
  (input: ReassignCanceledOrdersInput) => {
    releaseCanceledOrdersStep(input)
    return new WorkflowResponse(reassignCanceledOrdersStep(input))
  }
)
