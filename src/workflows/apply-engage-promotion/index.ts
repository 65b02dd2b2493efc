import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { linkAssignmentWorkflow } from "../link-assignment"
import { resolveContactWorkflow } from "../resolve-contact"
import { chooseAssignmentStep } from "./steps/choose-assignment"

/** An offer that a customer wants on their cart. */
export type ApplyEngagePromotionInput = {
  cart_id: string
  /** As a customer sent it: anything may be in it. */
  assignment_id: string
  /** The signed-in customer; null for a guest. */
  customer_id: string | null
  /** Only with `guests: "email"`: the address that a guest gave the cart. */
  guest_email: string | null
}

/**
 * Applies an offer on a customer's behalf: asks Engage, each time anew, whether
 * the assignment is this customer's and can be used online, and links it.
 *
 * @returns the redemption, `linked`.
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue, and
 * `engage_unavailable` when Engage cannot be asked.
 */
export const applyEngagePromotionWorkflow = createWorkflow(
  "apply-engage-promotion",
  (input: ApplyEngagePromotionInput) => {
    const contactId = resolveContactWorkflow.runAsStep({
      input: transform(input, ({ customer_id, guest_email }) => ({
        customer_id,
        guest_email,
      })),
    })
    const chosen = chooseAssignmentStep({
      assignment_id: input.assignment_id,
      contact_id: contactId,
    })
    const redemption = linkAssignmentWorkflow.runAsStep({
      input: transform({ input, chosen }, ({ input, chosen }) => ({
        ...chosen,
        cart_id: input.cart_id,
        by: "customer",
      })),
    })
    return new WorkflowResponse(redemption)
  }
)
