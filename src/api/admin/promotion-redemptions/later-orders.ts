import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { AdminPromotionRedemption } from "../../../types/admin-http"
import { ordersOfCarts, type LinkedOrder } from "../orders-of-carts"

/** An assignment that came onto a cart, or was to. */
type Tried = { cart_id: string; assignment_id: string | null }

/**
 * The order that was placed on the cart of each, without its assignment. Null: there
 * is none, or it has the assignment after all, on a later try.
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

/** Statuses of an offer that its cart's order was placed without. */
const WITHOUT_IT = ["rejected", "released"]

/**
 * Puts to redemptions that have no order the one that was placed on their cart
 * afterwards. Users who may not read orders are told of none.
 *
 * @param fields what was asked for, and the user may see.
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
