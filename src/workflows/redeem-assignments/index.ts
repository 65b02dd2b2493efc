import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { releaseLockStep } from "@medusajs/medusa/core-flows"

import { lockCartStep } from "../medusa/cart-lock"
import { claimCartStep } from "./steps/claim-cart"
import { redeemForOrderStep } from "./steps/redeem-for-order"

/** An order and the cart that it was made of. */
export type RedeemAssignmentsInput = { cart_id: string; order_id: string }

/**
 * Redeems every linked assignment that discounts a cart, for its order. For
 * workflows of your own that place orders without `complete-cart`; put it last,
 * as a redemption is final. With `complete-cart` it happens by itself.
 *
 * If the answer is missing the redemption stays `pending` for the job. Undo:
 * what Engage has stays `redeemed`, bound to the cart; the rest is linked again.
 *
 * Holds the cart's lock until the assignments are claimed: from then on nobody can
 * take them off the cart. Nested by `runAsStep` it does not, as all of Medusa's
 * locking workflows: the workflow around it has to take the cart's lock first.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue when Engage
 * refuses, and `redemption_in_progress` when the cart is being completed elsewhere
 * or was, or when its lock is not to be had within five seconds.
 *
 * @example
 * await redeemAssignmentsWorkflow(container).run({
 *   input: { cart_id: "cart_123", order_id: "order_123" },
 * })
 */
export const redeemAssignmentsWorkflow = createWorkflow(
  "redeem-assignments",
  (input: RedeemAssignmentsInput) => {
    lockCartStep({ cart_id: input.cart_id })
    const claimed = claimCartStep(input)
    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(redeemForOrderStep(claimed))
  }
)
