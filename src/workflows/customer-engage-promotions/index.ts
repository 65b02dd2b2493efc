import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { listEngagePromotionsStep } from "../engage-promotions/steps/list-engage-promotions"
import { startWaitingStep } from "../engage-promotions/steps/start-waiting"
import { resolveContactWorkflow } from "../resolve-contact"

/**
 * Lists a customer's offers for an operator, with the contact that they are
 * matched to, or why there is none: nobody, somebody without offers, and somebody
 * for whom Engage was not asked are not the same.
 *
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked; NOT_FOUND
 * for the customer.
 */
export const listCustomerEngagePromotionsWorkflow = createWorkflow(
  "list-customer-engage-promotions",
  (input: { customer_id: string }) => {
    const wait_until = startWaitingStep()
    const contact = resolveContactWorkflow.runAsStep({
      input: transform(
        { input, wait_until },
        ({ input: { customer_id }, wait_until }) => ({
          customer_id,
          guest_email: null,
          wait_until,
        })
      ),
    })
    const { engage_promotions } = listEngagePromotionsStep({
      contact,
      cart_id: null,
      customer_id: input.customer_id,
      sales_channel_ids: null,
      wait_until,
      for_shopper: false,
    })
    return new WorkflowResponse(
      transform(
        { contact, engage_promotions },
        ({ contact, engage_promotions }) => ({ ...contact, engage_promotions })
      )
    )
  }
)
