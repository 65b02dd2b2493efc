import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { forgetContactsStep } from "./steps/forget-contacts"

/** Customers who are gone. */
export type ForgetCustomersInput = { customer_ids: string[] }

/**
 * Removes from the ledger, and from what is remembered, which contacts in Engage
 * customers were. What assignments were used for stays: that one is used for at
 * most one order holds for ever. Undo: none.
 *
 * @returns how many redemptions lost their contact.
 */
export const forgetCustomersWorkflow = createWorkflow(
  "forget-customers",
  (input: ForgetCustomersInput) =>
    new WorkflowResponse(forgetContactsStep(input))
)
