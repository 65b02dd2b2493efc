import { MedusaError } from "@medusajs/framework/utils"

import { readLedger } from "../../../testkit/ledger/rows"
import { ServerDied, type CrashPlan } from "../servers/crash"
import { completeCart, OthersFailure } from "../shop/complete-cart"
import { isLocked } from "../shop/locks"
import type { Cart, Order, PaymentKind } from "../shop/shop"
import { requirePromise } from "../support/broken"
import type { World } from "../support/world"

/** How a customer completes a cart, and what gets in the way: nothing by default. */
export type Completion = {
  server?: number
  payment?: PaymentKind
  crash?: CrashPlan | null
  fails_afterwards?: boolean
}

/** What a customer learns from a completion. */
export type Answer =
  { kind: "order" | "failed" | "nothing" } | { kind: "refused"; code: string }

/** Completes a cart as a storefront does: a payment first, if there is none. */
export async function complete(
  world: World,
  cart: Cart,
  {
    server: place = 0,
    payment = "card",
    crash = null,
    fails_afterwards = false,
  }: Completion = {}
): Promise<Answer> {
  const { shop } = world
  const server = world.server(place)
  if (!cart.completed) {
    shop.startPayment(cart, payment)
  }
  if (crash) {
    server.planCrash(crash)
  }
  try {
    const id = await server.serve(
      completeCart(server, cart.id, fails_afterwards)
    )
    const order = shop.orders.get(id)
    const given = order && !order.deleted
    requirePromise(4, given, `the customer was given ${id}, which is gone`)
    requirePromise(
      4,
      order.status === "canceled" ||
        !order.collection?.session.payment?.canceled ||
        (await isMedusasOwn(world, order)),
      `${id} stands, and its payment is undone`
    )
    return { kind: "order" }
  } catch (error) {
    if (error instanceof ServerDied) {
      return { kind: "nothing" }
    }
    if (error instanceof OthersFailure) {
      return { kind: "failed" }
    }
    return { kind: "refused", code: requireRefusal(error) }
  } finally {
    if (crash) {
      server.planCrash(null)
    }
  }
}

/**
 * Without a lock that servers share, Medusa makes two orders of one cart with
 * one payment, and undoes it with either. A cart with an assignment gives one; not
 * so a cart whose assignments are deleted from the ledger, by age.
 */
async function isMedusasOwn(
  { settings, db }: World,
  { cart_id, promotions }: Order
): Promise<boolean> {
  const rows = await readLedger(db.sql)
  const isWithAssignment = (id: string) =>
    rows.some(
      (row) =>
        row.cart_id === cart_id &&
        row.promotion_id === id &&
        row.assignment_id !== null
    )
  return !settings.sharedLock && !promotions.some(isWithAssignment)
}

/**
 * An error that a customer may get: one with a reason. Anything else is a fault
 * of the plugin's (or of this test's) and ends the run.
 * @returns the error's code, or Medusa's type of an error without a code.
 */
export function requireRefusal(error: unknown): string {
  if (isLocked(error)) {
    return "locked"
  }
  if (MedusaError.isMedusaError(error)) {
    const { code, type } = error as MedusaError
    return code ?? type
  }
  throw error
}
