import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { releaseLockStep } from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { UndoneCheckout } from "../../modules/promotion-redemption/ledger/claim"
import type { CartDiscount } from "../../modules/promotion-redemption/ledger/claim-plan"
import { paymentSessionIdsOf } from "../medusa/cart"
import { lockCartStep } from "../medusa/cart-lock"
import { DISCOUNT_FIELDS, discountsOf } from "../medusa/discounts"
import { discountedOrders, orderIdsOfCarts } from "../medusa/orders"
import { claimCart, keepClaim } from "./claim"
import { type RedeemForOrderInput, requireAssignments } from "./redeem"
import { redeemClaimed } from "./redeem-claimed"

/**
 * Claims the redemptions that discount a cart, for an order made without
 * `complete-cart`; if the cart has several orders, only this order's redemptions.
 * Undo: releases the claim, from the ledger.
 *
 * @throws MedusaError NOT_FOUND for an unknown cart; NOT_ALLOWED
 * `redemption_in_progress` when the cart is or was being completed elsewhere.
 */
const claimCartStep = createStep(
  "claim-cart",
  async (
    { cart_id, order_id }: { cart_id: string; order_id: string },
    { container, transactionId }
  ) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const {
      data: [cart],
    } = await query.graph({
      entity: "cart",
      fields: [
        "id",
        "customer_id",
        "currency_code",
        "total",
        ...DISCOUNT_FIELDS,
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
    const claim = await claimCart(container, {
      cart_id,
      run_id,
      customer_id: cart.customer_id ?? null,
      currency_code: cart.currency_code,
      discounts: await discountsOfOrder(container, {
        ...{ cart_id, order_id },
        discounts: discountsOf(cart),
      }),
    })
    if (claim.conflict) {
      throw engageError("redemption_in_progress")
    }
    return new StepResponse<RedeemForOrderInput, UndoneCheckout>(
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
      await service.ledger.undoCheckout(run)
    }
  }
)

/**
 * The cart's discounts to redeem for this order: all of them, unless a marketplace
 * has made several orders of the cart. The job shows a discount without an order to
 * an operator.
 */
async function discountsOfOrder(
  container: MedusaContainer,
  {
    cart_id,
    order_id,
    discounts,
  }: { cart_id: string; order_id: string; discounts: CartDiscount[] }
): Promise<CartDiscount[]> {
  const linked = await orderIdsOfCarts(container, [cart_id])
  const order_ids = new Set([order_id, ...(linked.get(cart_id) ?? [])])
  if (order_ids.size === 1) {
    return discounts
  }
  const orders = await discountedOrders(
    container,
    [...order_ids],
    discounts.map(({ promotion_id }) => promotion_id)
  )
  return discounts.filter(
    ({ promotion_id }) => orders.get(promotion_id) === order_id
  )
}

/**
 * Redeems an order's claimed redemptions. Undo: none; the claim's compensation
 * undoes the committed rows, from the ledger.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue.
 */
const redeemForOrderStep = createStep(
  "redeem-for-order",
  async (input: RedeemForOrderInput, { container }) => {
    await requireAssignments(container, input)
    const stopRenewal = keepClaim(
      container.resolve(PROMOTION_REDEMPTION_MODULE),
      input
    )
    try {
      return new StepResponse(await redeemClaimed(container, input))
    } finally {
      stopRenewal()
    }
  }
)

/** An order and its cart. */
export type RedeemAssignmentsInput = { cart_id: string; order_id: string }

/**
 * Redeems every linked assignment that discounts a cart, for the cart's order. For
 * your own workflows that place orders without `complete-cart`; put this workflow
 * last, because a redemption is final. `complete-cart` redeems by itself.
 *
 * Without an answer the redemption stays `pending` for the job. Undo: a redeemed
 * assignment stays `redeemed`, bound to the cart; a call without a verdict stays
 * `pending` without an order; an unsent assignment is linked again.
 *
 * Holds the cart's lock until the assignments are claimed: from then on no customer
 * can take them off. Nested by `runAsStep`, the workflow takes no lock, like all of
 * Medusa's locking workflows: the outer workflow must take the cart's lock first.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue when Engage refuses,
 * and `redemption_in_progress` when the cart is or was being completed elsewhere, or
 * when its lock is not free within five seconds.
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
