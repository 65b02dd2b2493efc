import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { Claim } from "../../modules/promotion-redemption/ledger/claim"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import {
  cartIdOf,
  hasAuthorizedPayment,
  requirePlacedOrderId,
} from "../medusa/completing-cart"
import type { HookHandler, WorkflowRun } from "../medusa/hook-handler"
import { detachUndonePayment } from "./fresh-payment"
import { closeCompletion, validateHasRun, claimOf } from "./open-completions"
import { redeemClaimed, type RedeemClaimedInput } from "./redeem-claimed"

/**
 * The guard's last check: no order is placed with a discount whose assignment is
 * missing or was used on a different cart.
 *
 * @throws MedusaError NOT_ALLOWED with the code of the fault.
 */
export async function requireAssignments(
  container: MedusaContainer,
  {
    refused,
    missing_assignment,
    cart_id,
    order_id,
    run_id,
  }: RedeemForOrderInput
): Promise<void> {
  const code =
    refused ??
    (missing_assignment.length ? "promotion_requires_assignment" : null)
  if (code) {
    await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .ledger.apply(
        { event: "note_refused_order", run_id, order_id },
        { rows: { cart_id }, by: "checkout" }
      )
    throw engageError(code)
  }
}

/** A completion's claim and its order. */
export type RedeemForOrderInput = RedeemClaimedInput &
  Pick<Claim, "refused" | "missing_assignment">

/**
 * The last part of a completion: redeems the claim. On failure, detaches the cart's
 * payment collection: Medusa can cancel or refund the payment, and no second
 * completion can use it. Not a workflow of its own: a customer waits, and running a
 * workflow costs as much as a call to Engage.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue.
 */
async function redeemForOrder(
  container: MedusaContainer,
  input: RedeemForOrderInput
): Promise<PromotionRedemptionDTO[]> {
  try {
    await requireAssignments(container, input)
    return await redeemClaimed(container, input)
  } catch (error) {
    await detachUndonePayment(container, input).catch((reason: Error) =>
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(
          `The payment of cart ${input.cart_id} was not detached: ${reason.message}`
        )
    )
    throw error
  }
}

/** Medusa's input for handlers of `orderCreated`. */
export type OrderCreatedInput = { order_id: string; cart_id: string }

/**
 * After the payment, the last step that can fail: redeems the completion's claim. A
 * redemption cannot be undone, so no step that can fail may follow.
 *
 * Undo: by `claimOnCartCompletion`, which reads the rows committed here.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue when Engage refuses,
 * or when a discount lacks its assignment.
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
    const claim = claimOf(run.id)
    if (!claim) {
      await requireValidateRan(cart_id, order_id, run)
      return undefined
    }
    await redeemForOrder(run.container, {
      ...{ ...claim, cart_id, order_id, run_id: run.id },
      paid: hasAuthorizedPayment(run),
    })
    // A failed completion stays in memory until its compensation.
    closeCompletion(run.id)
    return undefined
  },
}

/**
 * A shop that wires the hooks itself may have left out `validate`. A linked offer
 * would then discount the order and never be redeemed.
 */
async function requireValidateRan(
  cart_id: string,
  order_id: string,
  { container, id: run_id }: WorkflowRun
): Promise<void> {
  if (validateHasRun()) {
    return
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const rows = await service.ledger.listForCart(cart_id)
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
