import type { MedusaContainer } from "@medusajs/framework/types"

import type { AdminPromotionRedemption } from "../../../types/admin-http"
import { ordersOfCarts } from "../orders-of-carts"

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
    "cart_id" | "order_id" | "status" | "later_order"
  >,
>(container: MedusaContainer, rows: Row[], fields: string[]): Promise<Row[]> {
  const needed = ["cart_id", "order_id", "status"]
  const isAsked =
    fields.some((field) => field.startsWith("order.")) &&
    needed.every((field) => fields.includes(field))
  if (!isAsked) {
    return rows
  }
  const tried = rows.filter(
    ({ order_id, status }) => !order_id && WITHOUT_IT.includes(status)
  )
  const orders = await ordersOfCarts(
    container,
    tried.map(({ cart_id }) => cart_id)
  )
  return rows.map((row) => ({
    ...row,
    later_order: tried.includes(row) ? (orders.get(row.cart_id) ?? null) : null,
  }))
}
