import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { resolveContactWorkflow } from "../resolve-contact"
import { listEngagePromotionsStep } from "./steps/list-engage-promotions"

/** Whose offers, and on which cart. */
export type ListEngagePromotionsInput = {
  customer_id: string | null
  guest_email: string | null
  /** To mark what is applied to a cart, and what was refused on it. */
  cart_id: string | null
}

/**
 * Lists a customer's offers. No contact in Engage is an empty list.
 *
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked.
 */
export const listEngagePromotionsWorkflow = createWorkflow(
  "list-engage-promotions",
  (input: ListEngagePromotionsInput) => {
    const contactId = resolveContactWorkflow.runAsStep({
      input: transform(input, ({ customer_id, guest_email }) => ({
        customer_id,
        guest_email,
      })),
    })
    return new WorkflowResponse(
      listEngagePromotionsStep({
        contact_id: contactId,
        cart_id: input.cart_id,
        customer_id: input.customer_id,
      })
    )
  }
)
