import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { reassignCanceledOrdersStep } from "./steps/reassign-canceled-orders"

/** Which orders were cancelled. */
export type ReassignCanceledOrdersInput = {
  /** Null: all that were cancelled within the last 72 hours. */
  order_ids: string[] | null
}

/**
 * With `onOrderCanceled: "reassign"`, gives back the redeemed offers of cancelled
 * orders that nobody has tried to give back. What Engage refuses, or leaves
 * unclear, is for an operator. Undo: none.
 *
 * @returns how many were given back.
 */
export const reassignCanceledOrdersWorkflow = createWorkflow(
  "reassign-canceled-orders",
  (input: ReassignCanceledOrdersInput) =>
    new WorkflowResponse(reassignCanceledOrdersStep(input))
)
