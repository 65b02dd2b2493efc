import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { UnwoundRun } from "../../../modules/promotion-redemption/ledger/claim"
import { discountsOf } from "../../carts/discounts"
import { paymentSessionIdsOf } from "../../carts/payment-sessions"
import type { RedeemForOrderInput } from "../redeem-for-order"

/**
 * Claims the redemptions that discount a cart, for an order that was made of it
 * without `complete-cart`. Undo: gives them back, from the ledger.
 *
 * @throws MedusaError NOT_FOUND for an unknown cart; NOT_ALLOWED
 * `redemption_in_progress` when the cart is being completed elsewhere or was.
 */
export const claimCartStep = createStep(
  "claim-cart",
  async (
    { cart_id, order_id }: { cart_id: string; order_id: string },
    { container, transactionId }
  ) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const {
      data: [cart],
    } = await query.graph({
      entity: "cart",
      fields: [
        "id",
        "customer_id",
        "currency_code",
        "total",
        "items.adjustments.*",
        "shipping_methods.adjustments.*",
        "payment_collection.payment_sessions.id",
      ],
      filters: { id: cart_id },
    })
    if (!cart) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `Cart with id: ${cart_id} was not found`
      )
    }
    const run_id = `${transactionId}:${order_id}`
    const claim = await service.claim({
      cart_id,
      run_id,
      customer_id: cart.customer_id ?? null,
      currency_code: cart.currency_code,
      discounts: discountsOf(cart),
    })
    if (claim.conflict) {
      throw engageError("redemption_in_progress")
    }
    return new StepResponse<RedeemForOrderInput, UnwoundRun>(
      {
        ...claim,
        cart_id,
        order_id,
        run_id,
        total: Number(cart.total),
        payment_session_ids: paymentSessionIdsOf(cart),
      },
      { cart_id, run_id, order_id }
    )
  },
  async (run, { container }) => {
    if (run) {
      const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
      await service.unwindRun(run)
    }
  }
)
