import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { releaseLockStep } from "@medusajs/medusa/core-flows"

import { lockCartStep } from "../medusa/cart-lock"
import { linkAssignmentWorkflow } from "../link-assignment"
import { resolveContactWorkflow } from "../resolve-contact"
import { unlinkAssignmentWorkflow } from "../unlink-assignment"
import { chooseAssignmentStep } from "./steps/choose-assignment"
import { findOutdatedLinkStep } from "./steps/find-outdated-link"
import { providePromotionStep } from "./steps/provide-promotion"

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
 * the assignment is this customer's and can be used online, and links it. One
 * that is on the cart already, with another value or in another currency than it
 * has now, is linked anew.
 *
 * Holds the cart's lock from Engage's answer on. Nested by `runAsStep` it does
 * not, as all of Medusa's locking workflows: the workflow around it has to take
 * the cart's lock first, with `acquireLockStep`, and to release it last.
 *
 * @returns the redemption, `linked`.
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue, among them
 * `redemption_in_progress` when the cart's lock is not to be had within five
 * seconds; `engage_unavailable` when Engage cannot be asked; NOT_FOUND when the
 * cart does not exist or has come to belong to somebody else.
 */
export const applyEngagePromotionWorkflow = createWorkflow(
  "apply-engage-promotion",
  (input: ApplyEngagePromotionInput) => {
    const contact = resolveContactWorkflow.runAsStep({
      input: transform(input, ({ customer_id, guest_email }) => ({
        customer_id,
        guest_email,
      })),
    })
    const chosen = chooseAssignmentStep({
      cart_id: input.cart_id,
      assignment_id: input.assignment_id,
      contact_id: contact.contact_id,
    })

    // Not before Engage has answered: nobody else could change the cart so long.
    // What was read of the cart until here is read again below.
    lockCartStep({ cart_id: input.cart_id })
    const promotion_code = providePromotionStep({
      cart_id: input.cart_id,
      chosen,
    })
    const outdated = findOutdatedLinkStep({
      cart_id: input.cart_id,
      assignment_id: input.assignment_id,
      promotion_code,
    })
    when({ outdated }, ({ outdated }) => outdated).then(() => {
      unlinkAssignmentWorkflow.runAsStep({
        input: transform(input, ({ cart_id, assignment_id }) => ({
          cart_id,
          assignment_id,
          by: "customer",
        })),
      })
    })
    const redemption = linkAssignmentWorkflow.runAsStep({
      input: transform(
        { input, chosen, promotion_code },
        ({ input, chosen, promotion_code }) => ({
          cart_id: input.cart_id,
          assignment_id: chosen.assignment_id,
          promotion_code,
          engage_promotion_id: chosen.engage_promotion_id,
          promotion_name: chosen.promotion_name,
          contact_id: chosen.contact_id,
          by: "customer",
          owner: {
            customer_id: input.customer_id,
            guest_email: input.guest_email,
          },
        })
      ),
    })
    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(redemption)
  }
)
