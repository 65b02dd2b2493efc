import { z } from "@medusajs/framework/zod"

import type { CartDiscount } from "../../modules/promotion-redemption/ledger/claim-plan"
import { paymentSessionIdsOf } from "./cart"
import { isNotedWithOffers } from "./cart-offers"
import { discountsOf } from "./discounts"
import { answerOf, type StepArguments, type WorkflowRun } from "./hook-handler"

/**
 * The cart as complete-cart read it before any hook: Medusa makes the order from it.
 */
const snapshotSchema = z.object({
  id: z.string(),
  currency_code: z.string(),
  customer: z.object({ id: z.string() }).nullish(),
  total: z.coerce.number(),
  payment_collection: z.object({ id: z.string() }).nullish(),
})

const payloadSchema = z.object({ id: z.string() })

const placedSchema = z.tuple([z.object({ id: z.string() })])

const linkedSchema = z.object({ data: z.object({ order_id: z.string() }) })

const authorizedSchema = z.object({
  id: z.string(),
  canceled_at: z.union([z.string(), z.date()]).nullish(),
})

/** A cart being completed, as far as the plugin needs it. */
export type CompletingCart = {
  id: string
  customer_id: string | null
  currency_code: string
  /** In major units of `currency_code`. */
  total: number
  payment_collection_id: string | null
  payment_session_ids: string[]
  discounts: CartDiscount[]
  /** Whether the cart's metadata says that the cart has offers. */
  has_offers: boolean
}

/** Reads the cart given by complete-cart to its hook `validate`. */
export function completingCart(snapshot: unknown): CompletingCart {
  const cart = snapshotSchema.parse(snapshot)

  return {
    id: cart.id,
    customer_id: cart.customer?.id ?? null,
    currency_code: cart.currency_code,
    total: cart.total,
    payment_collection_id: cart.payment_collection?.id ?? null,
    payment_session_ids: paymentSessionIdsOf(snapshot),
    discounts: discountsOf(snapshot),
    has_offers: isNotedWithOffers(snapshot),
  }
}

/**
 * Leaves promotions that an operator has deleted out of the cart that complete-cart
 * has read. Medusa has null for such a promotion, and would fail when it links the
 * order to the cart's promotions; each further try would fail as well, until a change
 * of the cart. The customer gets the order at the price that the cart shows.
 *
 * Changes the step's own result: a hook that a shop wires itself is given a copy.
 */
export function leaveOutDeletedPromotions(run: WorkflowRun): void {
  const queried = run.answer("cart-query") as
    { data?: { promotions?: unknown } } | undefined
  const cart = queried?.data
  if (cart && Array.isArray(cart.promotions)) {
    cart.promotions = cart.promotions.filter(Boolean)
  }
}

/** The id of the cart that complete-cart completes. */
export function cartIdOf({ payload }: StepArguments): string {
  return payloadSchema.parse(payload).id
}

/**
 * Whether the cart was linked to an order before this run of complete-cart. If so,
 * complete-cart makes no second order, not even when the first order is lost, for
 * example because a server died while Medusa was undoing it.
 */
export function isLinkedToOrder(run: WorkflowRun): boolean {
  return linkedSchema.safeParse(run.answer("use-query-graph-step")).success
}

/** The order made by this run of complete-cart; null before the order. */
export function placedOrderIdOf(run: WorkflowRun): string | null {
  const placed = placedSchema.safeParse(run.answer("create-orders"))
  return placed.data?.[0].id ?? null
}

/** As `placedOrderIdOf`. @throws ZodError before the order. */
export function requirePlacedOrderId(args: StepArguments): string {
  return placedSchema.parse(answerOf(args, "create-orders"))[0].id
}

/** Whether this run of complete-cart reached the payment step. */
export function hasTriedPayment(run: WorkflowRun): boolean {
  return run.answer("authorize-payment-session-step") !== undefined
}

/**
 * Whether this run of complete-cart is known to have a payment. If false, a payment
 * may exist all the same.
 */
export function hasAuthorizedPayment(run: WorkflowRun): boolean {
  const payment = authorizedSchema.safeParse(
    run.answer("authorize-payment-session-step")
  )
  return payment.success && !payment.data.canceled_at
}
