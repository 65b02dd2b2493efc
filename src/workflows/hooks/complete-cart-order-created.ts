import { MedusaError } from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { detachUndonePayment } from "../redeem-assignments/detach-payment"
import { redeemForOrder } from "../redeem-assignments/redeem-for-order"
import {
  cartIdOf,
  hasAuthorizedPayment,
  requirePlacedOrderId,
} from "../medusa/completing-cart"
import type { HookHandler, WorkflowRun } from "../medusa/hook-handler"
import {
  closeCompletion,
  completionsAreLookedAt,
  heldClaim,
} from "./held-claims"

/** What Medusa gives to handlers of `orderCreated`. */
export type OrderCreatedInput = { order_id: string; cart_id: string }

/**
 * After the payment, the last step that can fail: redeems what the completion
 * claimed. A redemption cannot be undone, so nothing may come after it.
 *
 * Undo: that of `claimOnCartCompletion`, which reads what was committed here.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue when Engage
 * refuses, or when a discount lacks its assignment.
 */
export const redeemOnOrderCreated: HookHandler<OrderCreatedInput> = {
  workflowId: completeCartWorkflowId,
  hook: "orderCreated",
  place: "behind",
  reads: ["create-orders"],

  inputOf: (args) => ({
    order_id: requirePlacedOrderId(args),
    cart_id: cartIdOf(args),
  }),

  invoke: async ({ cart_id, order_id }, run) => {
    const claim = heldClaim(run.id)
    if (!claim) {
      await requireLook(cart_id, order_id, run)
      return undefined
    }
    await redeemForOrder(run.container, {
      ...{ ...claim, cart_id, order_id, run_id: run.id },
      paid: hasAuthorizedPayment(run),
    })
    // One that fails is held on to until it is undone.
    closeCompletion(run.id)
    return undefined
  },
}

/**
 * A shop that wires the hooks itself may have lost the one before the order.
 * What is linked to the cart would be given and never be redeemed.
 */
async function requireLook(
  cart_id: string,
  order_id: string,
  { container, id: run_id }: WorkflowRun
): Promise<void> {
  if (completionsAreLookedAt()) {
    return
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const rows = await service.listForCart(cart_id)
  if (rows.length) {
    await detachUndonePayment(container, {
      ...{ cart_id, order_id, run_id },
      redemption_ids: rows
        .filter(({ status }) => status === "linked")
        .map(({ id }) => id),
    })
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "medusa-plugin-voyado-engage: `claimOnCartCompletion` is not wired to" +
        " `completeCartWorkflow.hooks.validate`, so a cart with an offer" +
        " cannot be completed"
    )
  }
}
