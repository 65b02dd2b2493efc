import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { refreshPaymentCollectionForCartWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "@medusajs/framework/zod"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { discountsOf } from "../carts/discounts"
import { BUDGET_FIELDS, overspentBy } from "../carts/overspent"
import { announce } from "../events"
import { detachPayment } from "../redeem-assignments/detach-payment"
import { syncCartPromotionsWorkflow } from "../sync-cart-promotions"
import { hasTriedPayment, placedOrderIdOf } from "./completing-cart"
import type { WorkflowRun } from "./handler"

const payableSchema = z.object({
  total: z.coerce.number(),
  payment_collection: z
    .object({
      payment_sessions: z
        .array(
          z.object({
            payment: z
              .object({
                captured_at: z.union([z.string(), z.date()]).nullish(),
              })
              .nullish(),
          })
        )
        .nullish(),
    })
    .nullish(),
})

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

  const before = await payableOf(container, cart_id)
  const { result } = await sync(true)
  const overspent = await refuseOverspent(container, cart_id)
  if (overspent) {
    await sync(false)
  }
  const { total } = await payableOf(container, cart_id)
  if (total !== before.total && !before.captured) {
    await renewPayment(run, cart_id)
  }
  if (result.refused.length || overspent || total !== before.total) {
    // As after a refusal by Engage: the storefront starts a new payment. Medusa
    // refunds what was captured before the completion, as by a webhook.
    await detachPayment(container, cart_id)
  }
}

/**
 * Gives up a payment that is not captured, as Medusa does when a cart's total
 * changes: the provider cancels what it has reserved. A captured one has to keep
 * its session, by which Medusa refunds it next.
 */
async function renewPayment(
  { container, idempotency_key }: WorkflowRun,
  cart_id: string
): Promise<void> {
  try {
    await refreshPaymentCollectionForCartWorkflow(container).run({
      input: { cart_id },
      context: { parentStepIdempotencyKey: idempotency_key },
    })
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `The payment of cart ${cart_id} was not given up: ${(error as Error).message}`
      )
  }
}

/** @returns whether there was anything to refuse. */
async function refuseOverspent(
  container: MedusaContainer,
  cart_id: string
): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const {
    data: [cart],
  } = await query.graph({
    entity: "cart",
    fields: ["items.adjustments.*", "shipping_methods.adjustments.*"],
    filters: { id: cart_id },
  })
  const discounts = discountsOf(cart)
  if (!discounts.length) {
    return false
  }
  const { data: promotions } = await query.graph({
    entity: "promotion",
    fields: BUDGET_FIELDS,
    filters: { id: discounts.map(({ promotion_id }) => promotion_id) },
  })
  const linked = (await service.listForCart(cart_id)).filter(
    ({ status }) => status === "linked"
  )
  const promotion_ids = overspentBy(
    discounts,
    promotions,
    linked.map(({ promotion_id }) => promotion_id)
  )
  if (!promotion_ids.length) {
    return false
  }
  const code = "promotion_limit_reached"
  const refusal = { cart_id, promotion_ids, code, by: "checkout" } as const
  await announce(container, await service.refuseLinked(refusal))
  return true
}

/** What a cart costs, and whether that was taken already. */
async function payableOf(
  container: MedusaContainer,
  cart_id: string
): Promise<{ total: number; captured: boolean }> {
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: [
      "total",
      "payment_collection.payment_sessions.payment.captured_at",
    ],
    filters: { id: cart_id },
  })
  const { total, payment_collection } = payableSchema.parse(cart)
  return {
    total,
    captured: (payment_collection?.payment_sessions ?? []).some(
      ({ payment }) => payment?.captured_at
    ),
  }
}
