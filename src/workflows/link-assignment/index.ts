import { PromotionActions } from "@medusajs/framework/utils"
import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  refreshCartItemsWorkflow,
  releaseLockStep,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { lockCartStep } from "../medusa/cart-lock"
import { announceRedemptionsStep } from "../events/steps/announce-redemptions"
import { createRedemptionStep } from "./steps/create-redemption"
import { noteManagedPromotionStep } from "./steps/note-managed-promotion"
import { requireDiscountStep } from "./steps/require-discount"
import { retrieveLinkablePromotionStep } from "./steps/retrieve-linkable-promotion"

/** Who a cart has to belong to. */
export type CartOwner = {
  /** The signed-in customer; null for a guest. */
  customer_id: string | null
  /** The address of a guest's cart; null for a signed-in customer. */
  guest_email: string | null
}

/** An assignment, the cart it goes on, and the promotion that stands for it. */
export type LinkAssignmentInput = {
  cart_id: string
  /** Engage's id of the assignment, not of the promotion. */
  assignment_id: string
  /** Code of the Medusa promotion that gives the discount. */
  promotion_code: string
  /** Engage's id of the promotion, if known. */
  engage_promotion_id?: string | null
  /** What people call the offer, if known: staff and shoppers are shown it. */
  promotion_name?: string | null
  /** Engage's id of the contact, if known: needed to ask Engage later. */
  contact_id?: string | null
  /** Who links it, for the ledger: `customer`, `admin`, … */
  by: string
  /** Whose the cart has to be. Left out by staff: the cart is anybody's. */
  owner?: CartOwner
}

/**
 * Links an assignment to a cart and applies its discount. Does not ask Engage:
 * the assignment has to be the customer's. Undo: the discount comes off, the row
 * is `released`.
 *
 * Holds the cart's lock while it runs. Nested by `runAsStep` it does not, as all
 * of Medusa's locking workflows: the workflow around it has to take the cart's
 * lock first, with `acquireLockStep`, and to release it last.
 *
 * @returns the redemption, `linked`.
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured`,
 * `promotion_already_applied`, `promotion_already_redeemed`,
 * `promotion_held_by_unpaid_order`, `promotion_not_applicable`,
 * `promotion_limit_reached`, `cart_already_completed`, `promotion_not_found` when
 * a guest's cart has got another address, `redemption_in_progress` also when the cart's lock is not to be
 * had within five seconds; NOT_FOUND for a cart that does not exist or is not the
 * owner's.
 *
 * @example
 * await linkAssignmentWorkflow(container).run({
 *   input: {
 *     cart_id: "cart_123",
 *     assignment_id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
 *     promotion_code: "10056",
 *     by: "call_centre",
 *   },
 * })
 */
export const linkAssignmentWorkflow = createWorkflow(
  "link-assignment",
  (input: LinkAssignmentInput) => {
    lockCartStep({ cart_id: input.cart_id })

    const promotion = retrieveLinkablePromotionStep(input)
    const redemption = createRedemptionStep({ input, promotion })

    const { skipped_promo_codes } = updateCartPromotionsWorkflow.runAsStep({
      input: {
        cart_id: input.cart_id,
        promo_codes: [input.promotion_code],
        action: PromotionActions.ADD,
      },
    })
    requireDiscountStep({
      cart_id: input.cart_id,
      promotion,
      skipped: skipped_promo_codes,
    })
    // As after every change of a cart, and after the last step that may refuse:
    // what goes by the total, such as a gift card, is worked out anew in there.
    refreshCartItemsWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    noteManagedPromotionStep(promotion)
    announceRedemptionsStep({ redemptions: [redemption] })

    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(redemption)
  }
)
