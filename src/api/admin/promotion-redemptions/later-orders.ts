import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { AdminPromotionRedemption } from "../../../types/admin-http"
import { ordersOfCarts, type LinkedOrder } from "../orders-of-carts"

/** An assignment that a customer applied, or tried to apply, to a cart. */
type Tried = { cart_id: string; assignment_id: string | null }

/**
 * For each entry, the order that was placed on its cart without its assignment. Null
 * if the cart has no order, or if the order used the assignment on a later try.
 */
export async function ordersWithout(
  container: MedusaContainer,
  tried: Tried[]
): Promise<(LinkedOrder | null)[]> {
  const orders = await ordersOfCarts(
    container,
    tried.map(({ cart_id }) => cart_id)
  )
  const order_id = [...orders.values()].map(({ id }) => id)
  const used = order_id.length
    ? await container
        .resolve(PROMOTION_REDEMPTION_MODULE)
        .listPromotionRedemptions(
          { order_id },
          { select: ["order_id", "assignment_id"] }
        )
    : []
  return tried.map(({ cart_id, assignment_id }) => {
    const order = orders.get(cart_id) ?? null
    const hasIt = used.some(
      (one) =>
        one.order_id === order?.id &&
        one.assignment_id === assignment_id &&
        assignment_id !== null
    )
    return hasIt ? null : order
  })
}

/** Statuses of an offer whose cart was ordered without the offer. */
const WITHOUT_IT = ["rejected", "released"]

/**
 * Adds to redemptions without an order the order that was placed on their cart
 * later. Users who may not read orders see none.
 *
 * @param fields the fields that the request asks for and the user may read.
 */
export async function withLaterOrders<
  Row extends Pick<
    AdminPromotionRedemption,
    "assignment_id" | "cart_id" | "order_id" | "status" | "later_order"
  >,
>(container: MedusaContainer, rows: Row[], fields: string[]): Promise<Row[]> {
  const needed = ["assignment_id", "cart_id", "order_id", "status"]
  const isAsked =
    fields.some((field) => field.startsWith("order.")) &&
    needed.every((field) => fields.includes(field))
  if (!isAsked) {
    return rows
  }
  const tried = rows.filter(
    ({ order_id, status }) => !order_id && WITHOUT_IT.includes(status)
  )
  const orders = await ordersWithout(container, tried)
  return rows.map((row) => ({
    ...row,
    later_order: orders[tried.indexOf(row)] ?? null,
  }))
}
