import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"

import { detachPayment } from "../redeem-assignments/detach-payment"
import { syncCartPromotionsWorkflow } from "../sync-cart-promotions"
import type { WorkflowRun } from "./handler"

/**
 * Makes a cart's promotions match its redemptions, after a completion of it was
 * undone. When that changes its discounts, the payment that was started is for
 * another amount: the payment collection is taken off the cart, and then the cart
 * is refreshed as after every other change. In this order, as a refresh deletes the
 * payment session of the cart's collection, by which Medusa is about to find the
 * payment to cancel or refund.
 *
 * The caller must hold the cart's lock.
 */
export async function syncAfterFailure(
  { container, idempotency_key }: WorkflowRun,
  cart_id: string
): Promise<void> {
  const context = { parentStepIdempotencyKey: idempotency_key }
  const { result } = await syncCartPromotionsWorkflow(container).run({
    input: { cart_id },
    context,
  })
  if (result.remove.length || result.add.length) {
    await detachPayment(container, cart_id)
    await refreshCartItemsWorkflow(container).run({
      input: { cart_id },
      context,
    })
  }
}
