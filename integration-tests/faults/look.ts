import type { HttpTypes } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { SandboxAssignment } from "../../packages/engage-sandbox/src"
import {
  codeOf,
  discountsOf,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { book } from "../../testkit/payment/provider/book"
import type { LedgerRow } from "../../testkit/ledger/rows"
import type { TestShop } from "../../testkit/jest/suite"
import type { LedgerState, Purchase, State } from "./observation"

/** What is looked at: a cart, an assignment on it, and its payments. */
export type Subject = {
  cart: ReadyCart
  offer: SandboxAssignment
  /** What the payment provider knows the cart's payments by. */
  purchase: string
}

/** Reads what there is of an assignment on a cart, everywhere. */
export async function look(shop: TestShop, subject: Subject): Promise<State> {
  const row = await rowOf(shop, subject)
  return {
    purchase: await purchaseOf(shop, subject),
    payment: paymentOf(subject),
    ledger: ledgerStateOf(row),
    calls: callsOf(row),
    redeemed_by: redeemedBy(shop, subject.offer.id),
  }
}

/** The assignment's only row on its cart. */
export async function rowOf(
  { ledger }: TestShop,
  { cart, offer }: Pick<Subject, "cart" | "offer">
): Promise<LedgerRow> {
  const rows = await ledger.rows(cart.id)
  const [row, ...others] = rows.filter(
    ({ assignment_id }) => assignment_id === offer.id
  )
  if (!row || others.length) {
    throw new Error(`Cart ${cart.id} has ${others.length} other rows`)
  }
  return row
}

async function purchaseOf(
  shop: TestShop,
  { cart, offer }: Subject
): Promise<Purchase> {
  const order = await orderOf(shop, cart.id)
  const discounts = discountsOf(order ?? (await cart.web.cart(cart.id)))
  const discounted = (discounts[codeOf(offer)] ?? 0) > 0
  return `${order ? "order" : "cart"} ${discounted ? "with the discount" : "at the full price"}`
}

export async function orderOf({ container }: TestShop, cartId: string) {
  const { data: orders } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_cart",
      fields: [
        "order.id",
        "order.items.adjustments.*",
        "order.shipping_methods.adjustments.*",
      ],
      filters: { cart_id: cartId },
    })
  if (orders.length > 1) {
    throw new Error(`Cart ${cartId} has ${orders.length} orders`)
  }
  return orders[0]?.order as HttpTypes.StoreOrder | undefined
}

/**
 * By the payment provider's book.
 * @throws Error when only some of the money was given back.
 */
function paymentOf({ purchase }: Subject): State["payment"] {
  const held = book.held(purchase)
  const paid = book
    .of(purchase)
    .filter(({ what }) => what === "authorized" || what === "captured")
    .at(-1)
  if (!paid || (held !== 0 && held !== paid.amount)) {
    throw new Error(`The shop has ${held} of ${paid?.amount} euros`)
  }
  return held ? "stands" : "given back"
}

function ledgerStateOf(row: LedgerRow): LedgerState {
  const { status, reason, inferred, order_id } = row
  return {
    status,
    reason: reason as LedgerState["reason"],
    inferred,
    with_order: order_id !== null,
  }
}

/** A call that is still out has no status yet, as one that was lost. */
function callsOf({ attempts }: LedgerRow): string[] {
  return attempts.map(
    ({ operation, http_status }) =>
      `${operation === "redeem" ? "POST" : "GET"} ${http_status ?? "–"}`
  )
}

function redeemedBy({ engage }: TestShop, offerId: string) {
  const state = engage.sandbox
    .state()
    .assignments.find(({ assignmentId }) => assignmentId === offerId)
  if (!state?.redeemed) {
    return "nobody"
  }
  return state.redeemedBy === "store" ? "store" : "shop"
}

/** Seconds between the last call's end and the next planned one. */
export function nextTryOf({ status, attempts, next_attempt_at }: LedgerRow) {
  const ended = attempts.at(-1)?.finished_at
  return status === "pending" && ended && next_attempt_at
    ? Math.round((Number(next_attempt_at) - Number(ended)) / 1000)
    : null
}
