import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { claimWhenFree } from "./claim-when-free"
import {
  cartIdOf,
  completingCart,
  isLinkedToOrder,
  placedOrderIdOf,
} from "./completing-cart"
import { queriedBy, type HookHandler } from "./handler"
import {
  closeCompletion,
  holdClaim,
  noteLook,
  openCompletion,
  type HeldClaim,
} from "./held-claims"
import { requireFreshPayment } from "./require-fresh-payment"
import { syncAfterFailure } from "./sync-after-failure"

/** What Medusa gives to handlers of complete-cart's `validate`. */
export type CompleteCartValidateInput = { input: { id: string }; cart: unknown }

/**
 * Before the order: claims the redemptions that discount the cart. A cart
 * without a discount costs no look into the database.
 *
 * Undo: gives the claim back. Reads what was committed, not what a failed step
 * returned, and takes off the cart what Engage refused; the cart's lock is still
 * held, so this is done before the answer leaves.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_in_progress` when the cart is being
 * completed elsewhere, or was in vain while this run waited.
 */
export const claimOnCartCompletion: HookHandler<
  CompleteCartValidateInput,
  HeldClaim
> = {
  workflowId: completeCartWorkflowId,
  hook: "validate",
  place: "behind",
  reads: ["cart-query"],

  inputOf: (args) => ({
    input: { id: cartIdOf(args) },
    cart: queriedBy(args, "cart-query"),
  }),

  invoke: async ({ cart: snapshot }, run) => {
    noteLook()
    const cart = completingCart(snapshot)
    if (cart.completed || !cart.discounts.length) {
      return undefined
    }
    const service = run.container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (!(await service.servesSalesChannel(cart.sales_channel_id))) {
      return undefined
    }

    openCompletion(run.id, cart.id)
    const claimed = await claimWhenFree(run.container, cart, run.id)
    if (isLinkedToOrder(run)) {
      // Nobody is at that order, and there will be no other to redeem for.
      const { id: cart_id } = cart
      await service.unwindRun({ cart_id, run_id: run.id, order_id: null })
      closeCompletion(run.id)
      return undefined
    }
    if (claimed.redemption_ids.length) {
      await requireFreshPayment(run.container, snapshot)
    }
    const claim: HeldClaim = {
      ...claimed,
      cart_id: cart.id,
      total: cart.total,
      payment_session_ids: cart.payment_session_ids,
    }
    holdClaim(run.id, claim)
    return claim
  },

  compensate: async (kept, run) => {
    const { container } = run
    const cart_id = (closeCompletion(run.id) ?? kept)?.cart_id
    if (!cart_id) {
      return
    }
    try {
      await container.resolve(PROMOTION_REDEMPTION_MODULE).unwindRun({
        cart_id,
        run_id: run.id,
        order_id: placedOrderIdOf(run),
      })
    } catch (error) {
      // Medusa keeps quiet about it. The job finds what is left.
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(
          `The claim of cart ${cart_id} was not given back: ${(error as Error).message}`
        )
    }
    await syncAfterFailure(run, cart_id)
  },
}
