import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartDiscount } from "../../modules/promotion-redemption/ledger/claim-plan"
import { announce } from "../announce"
import { hasTriedPayment, placedOrderIdOf } from "../medusa/completing-cart"
import { discountsOf } from "../medusa/discounts"
import type { WorkflowRun } from "../medusa/hook-handler"
import { detachPayment } from "./fresh-payment"
import { syncCartPromotionsWorkflow } from "./sync-cart-promotions"

/** The fields of a cart's promotions that {@link overspentBy} needs. */
const BUDGET_FIELDS = [
  "id",
  "campaign.budget.id",
  "campaign.budget.type",
  "campaign.budget.limit",
  "campaign.budget.used",
]

const promotionsSchema = z.array(
  z.object({
    id: z.string(),
    campaign: z
      .object({
        budget: z
          .object({
            id: z.string(),
            type: z.string(),
            limit: z.coerce.number().nullish(),
            used: z.coerce.number().nullish(),
          })
          .nullish(),
      })
      .nullish(),
  })
)

/**
 * Medusa counts in exact decimals; sums of JavaScript numbers may differ slightly.
 */
const EXACT_ENOUGH = 1e-6

/**
 * The promotions to take off a cart so that its order does not overspend a
 * campaign's budget. Medusa puts a promotion on a cart while each amount by itself
 * is within the budget, but adds the amounts up at completion: such a cart could
 * never be bought.
 *
 * @param removable ids of promotions; the last id is taken off first.
 */
export function overspentBy(
  discounts: CartDiscount[],
  promotions: unknown,
  removable: string[]
): string[] {
  const budgetOf = new Map(
    promotionsSchema
      .parse(promotions)
      .map(({ id, campaign }) => [id, campaign?.budget])
  )
  const spent = new Map<string, number>()
  for (const { promotion_id, amount } of discounts) {
    const budget = budgetOf.get(promotion_id)
    if (budget) {
      const before = spent.get(budget.id) ?? budget.used ?? 0
      spent.set(budget.id, before + amount)
    }
  }
  const gone: string[] = []
  for (const id of [...removable].reverse()) {
    const budget = budgetOf.get(id)
    const discount = discounts.find(({ promotion_id }) => promotion_id === id)
    const sum = budget ? (spent.get(budget.id) ?? 0) : 0
    if (
      discount &&
      budget?.type === "spend" &&
      budget.limit &&
      sum > budget.limit + EXACT_ENOUGH
    ) {
      gone.push(id)
      spent.set(budget.id, sum - discount.amount)
    }
  }
  return gone
}

const payableSchema = z.object({
  total: z.coerce.number(),
  payment_collection: z
    .object({
      payment_sessions: z
        .array(
          z.object({
            payment: z
              .object({ captures: z.array(z.unknown()).nullish() })
              .nullish(),
          })
        )
        .nullish(),
    })
    .nullish(),
})

/**
 * Makes a cart's promotions match its redemptions after an undone completion. If the
 * discounts change, the started payment has a wrong amount: the payment collection
 * comes off the cart, and then the cart is refreshed as after every change. In this
 * order, because a refresh deletes the payment session of the cart's collection, and
 * Medusa needs the session to cancel or refund the payment.
 *
 * The caller must hold the cart's lock.
 */
export async function syncAfterFailure(
  run: WorkflowRun,
  cart_id: string
): Promise<void> {
  if (placedOrderIdOf(run) && !hasTriedPayment(run)) {
    return refuseUsedUp(run, cart_id)
  }
  const { result } = await sync(run, cart_id)
  if (result.remove.length || result.add.length) {
    await detachPayment(run, cart_id)
    await refresh(run, cart_id)
  }
}

/**
 * `syncAfterFailure` for a completion that failed between its order and its payment.
 * Medusa counts promotion uses there, so a used-up promotion may be the cause. The
 * used-up promotion comes off the cart, its redemption is refused, and the next
 * completion buys at the full price.
 */
async function refuseUsedUp(run: WorkflowRun, cart_id: string): Promise<void> {
  const { container } = run
  const before = await payableOf(container, cart_id)
  const { result } = await sync(run, cart_id, true)
  const overspent = await refuseOverspent(container, cart_id)
  if (overspent) {
    await sync(run, cart_id)
  }
  const { total } = await payableOf(container, cart_id)
  const changed = total !== before.total
  if (changed && !before.captured) {
    // Deletes the session: the provider releases the reserved amount.
    await refresh(run, cart_id)
  }
  if (changed || result.refused.length || overspent) {
    // As after a refusal by Engage, the storefront starts a new payment. Medusa
    // refunds an amount captured before the completion, for example by a webhook.
    await detachPayment(run, cart_id)
  }
  if (changed && before.captured) {
    await refresh(run, cart_id)
  }
}

const contextOf = ({ idempotency_key }: WorkflowRun) => ({
  parentStepIdempotencyKey: idempotency_key,
})

function sync(run: WorkflowRun, cart_id: string, recompute = false) {
  return syncCartPromotionsWorkflow(run.container).run({
    input: { cart_id, recompute },
    context: contextOf(run),
  })
}

/** Catches a failed refresh, for example at the provider: the undoing must go on. */
async function refresh(run: WorkflowRun, cart_id: string): Promise<void> {
  const { container } = run
  try {
    await refreshCartItemsWorkflow(container).run({
      input: { cart_id },
      context: contextOf(run),
    })
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `Cart ${cart_id} was not refreshed after its completion failed: ${(error as Error).message}`
      )
  }
}

/** @returns whether a redemption was refused. */
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
  const linked = (await service.ledger.listForCart(cart_id)).filter(
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
  await announce(
    container,
    await service.ledger.apply(
      { event: "refuse_linked", reason: "promotion_limit_reached" },
      { rows: { cart_id, promotion_id: promotion_ids }, by: "checkout" }
    )
  )
  return true
}

/** The cart's total, and whether a part of its payment, or all, is captured. */
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
      "payment_collection.payment_sessions.payment.captures.id",
    ],
    filters: { id: cart_id },
  })
  const { total, payment_collection } = payableSchema.parse(cart)
  return {
    total,
    captured: (payment_collection?.payment_sessions ?? []).some(
      ({ payment }) => payment?.captures?.length
    ),
  }
}
