import { PromotionActions } from "@medusajs/framework/utils"
import {
  createWorkflow,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import { compareCartPromotionsStep } from "./steps/compare-cart-promotions"

/**
 * Makes a cart's promotions match its redemptions: takes off what needs an
 * assignment and has none, and puts back what is linked and fell off, such as
 * free shipping while there was no shipping method.
 *
 * Without a refresh of the payment collection: during a failed completion that
 * would delete the session by which Medusa cancels or refunds the payment.
 * The caller must hold the cart's lock.
 */
export const syncCartPromotionsWorkflow = createWorkflow(
  "sync-cart-promotions",
  (input: { cart_id: string }) => {
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

    when("codes-to-add", difference, ({ add }) => Boolean(add.length)).then(
      () => {
        updateCartPromotionsWorkflow
          .runAsStep({
            input: {
              cart_id: input.cart_id,
              promo_codes: difference.add,
              action: PromotionActions.ADD,
            },
          })
          .config({ name: "add-cart-promotions" })
      }
    )

    return new WorkflowResponse(difference)
  }
)
