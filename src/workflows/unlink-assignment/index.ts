import { PromotionActions } from "@medusajs/framework/utils"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  refreshCartItemsWorkflow,
  releaseLockStep,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { lockCartStep } from "../medusa/cart-lock"
import { announceRedemptionsStep } from "../events/steps/announce-redemptions"
import { releaseRedemptionStep } from "./steps/release-redemption"

/** An assignment and the cart it comes off. */
export type UnlinkAssignmentInput = {
  cart_id: string
  assignment_id: string
  /** Who takes it off, for the ledger: `customer`, `admin`, … */
  by: string
}

/**
 * Takes an assignment off a cart, and its discount with it. One that is already
 * redeemed loses its discount only, and stays bound to the cart.
 *
 * Holds the cart's lock while it runs. Nested by `runAsStep` it does not, as all
 * of Medusa's locking workflows: the workflow around it has to take the cart's
 * lock first, with `acquireLockStep`, and to release it last.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_found` when it is not on the
 * cart, `cart_already_completed` when the cart is an order,
 * `redemption_in_progress` when an order is using it or the cart's lock is not to
 * be had within five seconds.
 *
 * @example
 * await unlinkAssignmentWorkflow(container).run({
 *   input: { cart_id: "cart_123", assignment_id: "…", by: "call_centre" },
 * })
 */
export const unlinkAssignmentWorkflow = createWorkflow(
  "unlink-assignment",
  (input: UnlinkAssignmentInput) => {
    lockCartStep({ cart_id: input.cart_id })

    const unlinked = releaseRedemptionStep(input)
    const promo_codes = transform(unlinked, ({ promotion_code }) => [
      promotion_code,
    ])
    updateCartPromotionsWorkflow.runAsStep({
      input: {
        cart_id: input.cart_id,
        promo_codes,
        action: PromotionActions.REMOVE,
      },
    })
    // As after every change of a cart: what goes by the total, such as a gift card
    // and the payment, is worked out anew in there.
    refreshCartItemsWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    announceRedemptionsStep({ redemptions: unlinked.released })

    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(unlinked.released)
  }
)
