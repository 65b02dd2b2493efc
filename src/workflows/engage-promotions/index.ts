import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { resolveContactWorkflow } from "../resolve-contact"
import { listEngagePromotionsStep } from "./steps/list-engage-promotions"
import { startWaitingStep } from "./steps/start-waiting"

/** Whose offers, and on which cart. */
export type ListEngagePromotionsInput = {
  customer_id: string | null
  guest_email: string | null
  /** To mark what is applied to a cart, and what was refused on it. */
  cart_id: string | null
  /**
   * Without a cart: where the offers are to be used. One of the option's
   * `salesChannels` has to be among them. Default: anywhere.
   */
  sales_channel_ids?: string[] | null
}

/**
 * Lists a customer's offers. No contact in Engage is an empty list, and in a sales
 * channel that the option `salesChannels` does not name the list has only what is
 * on the cart already. Waits for Engage no longer than the option `listWaitMs`.
 *
 * @returns the offers, and with `reason` why the list is empty when the customer
 * can do something about it.
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked.
 */
export const listEngagePromotionsWorkflow = createWorkflow(
  "list-engage-promotions",
  (input: ListEngagePromotionsInput) => {
    const wait_until = startWaitingStep()
    const contact = resolveContactWorkflow.runAsStep({
      input: transform(
        { input, wait_until },
        ({ input: { customer_id, guest_email }, wait_until }) => ({
          customer_id,
          guest_email,
          wait_until,
        })
      ),
    })
    return new WorkflowResponse(
      listEngagePromotionsStep(
        transform(
          { input, contact, wait_until },
          ({ input, contact, wait_until }) => ({
            contact,
            cart_id: input.cart_id,
            customer_id: input.customer_id,
            sales_channel_ids: input.sales_channel_ids ?? null,
            wait_until,
            for_shopper: true,
          })
        )
      )
    )
  }
)
