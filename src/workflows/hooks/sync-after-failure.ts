import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { refreshPaymentCollectionForCartWorkflow } from "@medusajs/medusa/core-flows"

import { detachPayment } from "../redeem-assignments/detach-payment"
import { syncCartPromotionsWorkflow } from "../sync-cart-promotions"
import { hasTriedPayment, placedOrderIdOf } from "./completing-cart"
import type { WorkflowRun } from "./handler"

/**
 * Makes a cart's promotions match its redemptions, after a completion of it was
 * undone. A completion that failed between its order and its payment may have
 * failed because a promotion is used up: Medusa counts uses there. What is used up
 * comes off the cart, its redemption is refused, and with the total changes the
 * payment: the next completion buys at the full price.
 *
 * The caller must hold the cart's lock.
 */
export async function syncAfterFailure(
  run: WorkflowRun,
  cart_id: string
): Promise<void> {
  const { container } = run
  const context = { parentStepIdempotencyKey: run.idempotency_key }
  const sync = (recompute: boolean) =>
    syncCartPromotionsWorkflow(container).run({
      input: { cart_id, recompute },
      context,
    })
  if (!placedOrderIdOf(run) || hasTriedPayment(run)) {
    await sync(false)
    return
  }

  const before = await totalOf(container, cart_id)
  const { result } = await sync(true)
  if ((await totalOf(container, cart_id)) !== before) {
    // No payment exists yet that Medusa would have to find by its session. To
    // delete the session has the provider give up what it may have reserved.
    await refreshPaymentCollectionForCartWorkflow(container)
      .run({ input: { cart_id }, context })
      .catch((error: Error) => {
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(
            `The payment of cart ${cart_id} was not renewed: ${error.message}`
          )
        return detachPayment(container, cart_id)
      })
  }
  if (result.refused.length) {
    // As after a refusal by Engage: the storefront starts a new payment.
    await detachPayment(container, cart_id)
  }
}

async function totalOf(
  container: MedusaContainer,
  cart_id: string
): Promise<number> {
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["total"],
    filters: { id: cart_id },
  })
  return Number(cart?.total)
}
