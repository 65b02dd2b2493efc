import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { keepClaim } from "../redeem-assignments/keep-claim"
import { claimWhenFree } from "./claim-when-free"
import {
  cartIdOf,
  completingCart,
  isLinkedToOrder,
  placedOrderIdOf,
} from "../medusa/completing-cart"
import { queriedBy, type HookHandler } from "../medusa/hook-handler"
import {
  closeCompletion,
  holdClaim,
  noteLook,
  openCompletion,
  type HeldClaim,
} from "./held-claims"
import { requireStandingOrder } from "./order-verdict"
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
 * A run that meets another one on its cart waits for it and answers as that one
 * does, within `checkoutWaitMs`. What it waits here is taken off what the
 * customer waits after the payment: see `HeldClaim.time_left_ms`.
 *
 * @throws MedusaError NOT_ALLOWED with the other run's refusal, or
 * `redemption_in_progress`: see `claimWhenFree` and `requireStandingOrder`.
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
    const began = performance.now()
    const cart = completingCart(snapshot)
    if (!cart.discounts.length) {
      return undefined
    }
    const service = run.container.resolve(PROMOTION_REDEMPTION_MODULE)
    const until = began + (await service.getOptions()).checkoutWaitMs
    if (isLinkedToOrder(run)) {
      await requireStandingOrder(cart, run, until)
      return undefined
    }
    openCompletion(run.id, cart.id)
    const claimed = await claimWhenFree(run.container, cart, run.id, until)
    if (claimed.redemption_ids.length) {
      await requireFreshPayment(run.container, snapshot)
    }
    const claim: HeldClaim = {
      ...claimed,
      cart_id: cart.id,
      total: cart.total,
      payment_session_ids: cart.payment_session_ids,
      time_left_ms: until - performance.now(),
    }
    holdClaim(
      run.id,
      claim,
      claim.redemption_ids.length
        ? keepClaim(service, { cart_id: cart.id, run_id: run.id })
        : undefined
    )
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
