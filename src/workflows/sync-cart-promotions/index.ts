import { PromotionActions } from "@medusajs/framework/utils"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import { compareCartPromotionsStep } from "./steps/compare-cart-promotions"
import { refuseUsedUpStep } from "./steps/refuse-used-up"

/** A cart whose promotions are to match its redemptions. */
export type SyncCartPromotionsInput = {
  cart_id: string
  /**
   * Have Medusa compute all linked promotions anew, not only those that fell off:
   * after a completion that may have failed as one of them is used up.
   */
  recompute?: boolean
}

/**
 * Makes a cart's promotions match its redemptions: takes off what needs an
 * assignment and has none, and puts back what is linked and fell off, such as
 * free shipping while there was no shipping method. What Medusa does not put back,
 * as its promotion's limit or budget is used up, is refused.
 *
 * Without a refresh of the payment collection: during a failed completion that
 * would delete the session by which Medusa cancels or refunds the payment.
 * The caller must hold the cart's lock.
 */
export const syncCartPromotionsWorkflow = createWorkflow(
  "sync-cart-promotions",
  (input: SyncCartPromotionsInput) => {
    const difference = compareCartPromotionsStep(input)

    when("codes-to-remove", difference, ({ remove }) =>
      Boolean(remove.length)
    ).then(() => {
      updateCartPromotionsWorkflow
        .runAsStep({
          input: {
            cart_id: input.cart_id,
            promo_codes: difference.remove,
            action: PromotionActions.REMOVE,
          },
        })
        .config({ name: "remove-cart-promotions" })
    })

    const refused = when("codes-to-add", difference, ({ add }) =>
      Boolean(add.length)
    ).then(() => {
      const { skipped_promo_codes } = updateCartPromotionsWorkflow
        .runAsStep({
          input: {
            cart_id: input.cart_id,
            promo_codes: difference.add,
            action: PromotionActions.ADD,
          },
        })
        .config({ name: "add-cart-promotions" })
      return refuseUsedUpStep({
        cart_id: input.cart_id,
        skipped: skipped_promo_codes,
      })
    })

    const refusedCodes = transform({ refused }, ({ refused }) =>
      (refused ?? []).map(({ promotion_code }) => promotion_code)
    )
    // Medusa gives a part of the discount where a budget has enough for a part.
    when("refused-codes", { refusedCodes }, ({ refusedCodes }) =>
      Boolean(refusedCodes.length)
    ).then(() => {
      updateCartPromotionsWorkflow
        .runAsStep({
          input: {
            cart_id: input.cart_id,
            promo_codes: refusedCodes,
            action: PromotionActions.REMOVE,
          },
        })
        .config({ name: "remove-refused-cart-promotions" })
    })

    return new WorkflowResponse(
      transform({ difference, refused }, ({ difference, refused }) => ({
        ...difference,
        /** Redemptions refused as their promotion is used up. */
        refused: refused ?? [],
      }))
    )
  }
)
