import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { listEngagePromotionsStep } from "../engage-promotions/steps/list-engage-promotions"
import { resolveContactWorkflow } from "../resolve-contact"

/**
 * Lists a customer's offers for an operator, with the contact that they are
 * matched to: nobody, and somebody without offers, are not the same.
 *
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked; NOT_FOUND
 * for the customer.
 */
export const listCustomerEngagePromotionsWorkflow = createWorkflow(
  "list-customer-engage-promotions",
  (input: { customer_id: string }) => {
    const contactId = resolveContactWorkflow.runAsStep({
      input: transform(input, ({ customer_id }) => ({
        customer_id,
        guest_email: null,
      })),
    })
    const promotions = listEngagePromotionsStep({
      contact_id: contactId,
      cart_id: null,
      customer_id: input.customer_id,
    })
    return new WorkflowResponse(
      transform({ contactId, promotions }, ({ contactId, promotions }) => ({
        contact_id: contactId,
        engage_promotions: promotions,
      }))
    )
  }
)
