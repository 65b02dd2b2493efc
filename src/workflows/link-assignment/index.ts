import { PromotionActions } from "@medusajs/framework/utils"
import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  refreshPaymentCollectionForCartWorkflow,
  releaseLockStep,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { announceRedemptionsStep } from "../events/steps/announce-redemptions"
import { createRedemptionStep } from "./steps/create-redemption"
import { noteManagedPromotionStep } from "./steps/note-managed-promotion"
import { requireDiscountStep } from "./steps/require-discount"
import { retrieveLinkablePromotionStep } from "./steps/retrieve-linkable-promotion"

/** An assignment, the cart it goes on, and the promotion that stands for it. */
export type LinkAssignmentInput = {
  cart_id: string
  /** Engage's id of the assignment, not of the promotion. */
  assignment_id: string
  /** Code of the Medusa promotion that gives the discount. */
  promotion_code: string
  /** Engage's id of the promotion, if known. */
  engage_promotion_id?: string | null
  /** Engage's id of the contact, if known: needed to ask Engage later. */
  contact_id?: string | null
  /** Who links it, for the ledger: `customer`, `admin`, … */
  by: string
}

/**
 * Links an assignment to a cart and applies its discount. Does not ask Engage:
 * the assignment has to be the customer's. Undo: the discount comes off, the row
 * is `released`.
 *
 * @returns the redemption, `linked`.
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured`,
 * `promotion_already_applied`, `promotion_already_redeemed`,
 * `promotion_held_by_unpaid_order`, `promotion_not_applicable`,
 * `redemption_in_progress`; NOT_FOUND for the cart.
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
    acquireLockStep({ key: input.cart_id, timeout: 5, ttl: 30 })

    const promotion = retrieveLinkablePromotionStep(input)
    const redemption = createRedemptionStep({ input, promotion })

    updateCartPromotionsWorkflow.runAsStep({
      input: {
        cart_id: input.cart_id,
        promo_codes: [input.promotion_code],
        action: PromotionActions.ADD,
      },
    })
    requireDiscountStep({ cart_id: input.cart_id, promotion })
    refreshPaymentCollectionForCartWorkflow.runAsStep({
      input: { cart_id: input.cart_id },
    })
    noteManagedPromotionStep({ promotion_id: promotion.id })
    announceRedemptionsStep({ redemptions: [redemption] })

    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(redemption)
  }
)
