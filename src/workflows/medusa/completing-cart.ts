import { z } from "@medusajs/framework/zod"

import type { CartDiscount } from "../../modules/promotion-redemption/ledger/claim-plan"
import { paymentSessionIdsOf } from "./cart"
import { discountsOf } from "./discounts"
import { answerOf, type StepArguments, type WorkflowRun } from "./hook-handler"

/** The cart as complete-cart read it, before any hook: the order is made of it. */
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

/** A cart that is being completed, in what the plugin needs of it. */
export type CompletingCart = {
  id: string
  customer_id: string | null
  currency_code: string
  /** In major units of `currency_code`. */
  total: number
  payment_collection_id: string | null
  payment_session_ids: string[]
  discounts: CartDiscount[]
}

/** Reads the cart that complete-cart gives to its hook `validate`. */
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
  }
}

/** The cart that the running complete-cart workflow completes. */
export function cartIdOf({ payload }: StepArguments): string {
  return payloadSchema.parse(payload).id
}

/**
 * Whether the cart was linked to an order before the running complete-cart
 * workflow: it makes no other then, not even when that order is lost, as after a
 * server that died while Medusa undid it.
 */
export function isLinkedToOrder(run: WorkflowRun): boolean {
  return linkedSchema.safeParse(run.answer("use-query-graph-step")).success
}

/** The order that the running complete-cart workflow has made, if it got there. */
export function placedOrderIdOf(run: WorkflowRun): string | null {
  const placed = placedSchema.safeParse(run.answer("create-orders"))
  return placed.data?.[0].id ?? null
}

/** The order that it has made. @throws ZodError when it did not get there. */
export function requirePlacedOrderId(args: StepArguments): string {
  return placedSchema.parse(answerOf(args, "create-orders"))[0].id
}

/** Whether the running complete-cart workflow got as far as to a payment. */
export function hasTriedPayment(run: WorkflowRun): boolean {
  return run.answer("authorize-payment-session-step") !== undefined
}

/**
 * Whether the running complete-cart workflow has got a payment. When it does not
 * say so, there may be one all the same.
 */
export function hasAuthorizedPayment(run: WorkflowRun): boolean {
  const payment = authorizedSchema.safeParse(
    run.answer("authorize-payment-session-step")
  )
  return payment.success && !payment.data.canceled_at
}
