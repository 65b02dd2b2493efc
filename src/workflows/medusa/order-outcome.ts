import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import type { OrderOutcome } from "../../types/promotion-redemption"

const quantity = z.coerce.number().nullish()

/** An order's items, with the numbers that {@link piecesOf} counts. */
export const pieceItemsSchema = z
  .array(
    z
      .object({
        detail: z
          .object({
            quantity,
            return_received_quantity: quantity,
            return_dismissed_quantity: quantity,
          })
          .nullish(),
      })
      .nullish()
  )
  .nullish()

/** The fields of an order that {@link piecesOf} needs in a query. */
export const PIECE_FIELDS = [
  "items.detail.quantity",
  "items.detail.return_received_quantity",
  "items.detail.return_dismissed_quantity",
]

/**
 * How many pieces an order has, and how many of these were returned. A piece counts
 * as returned once the shop has received it, whether put into stock or, if damaged,
 * dismissed.
 */
export function piecesOf(items: z.infer<typeof pieceItemsSchema>): {
  bought: number
  returned: number
} {
  let bought = 0
  let returned = 0
  for (const item of items ?? []) {
    bought += item?.detail?.quantity ?? 0
    returned +=
      (item?.detail?.return_received_quantity ?? 0) +
      (item?.detail?.return_dismissed_quantity ?? 0)
  }
  return { bought, returned }
}

const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  items: pieceItemsSchema,
})

/** See {@link outcomesOfOrders}. Undefined: unknown order. */
export async function outcomeOfOrder(
  container: MedusaContainer,
  order_id: string
): Promise<OrderOutcome | null | undefined> {
  return (await outcomesOfOrders(container, [order_id])).get(order_id)
}

/**
 * The outcomes of placed orders, by {@link piecesOf}. An item sent in exchange counts
 * as bought, so an order with an exchange is not wholly returned.
 *
 * @returns by order id; null for a standing order. Deleted orders are left out.
 */
export async function outcomesOfOrders(
  container: MedusaContainer,
  order_ids: string[]
): Promise<Map<string, OrderOutcome | null>> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: ["id", "status", ...PIECE_FIELDS],
      filters: { id: order_ids },
    })
  return new Map(
    z
      .array(orderSchema)
      .parse(data)
      .map((order) => [order.id, outcomeOf(order)])
  )
}

function outcomeOf({
  status,
  items,
}: z.infer<typeof orderSchema>): OrderOutcome | null {
  if (status === "canceled") {
    return "canceled"
  }
  const { bought, returned } = piecesOf(items)
  if (!returned) {
    return null
  }
  return returned >= bought ? "returned" : "partly_returned"
}
