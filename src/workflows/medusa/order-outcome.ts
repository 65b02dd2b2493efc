import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import type { OrderOutcome } from "../../types/promotion-redemption"

const quantity = z.coerce.number().nullish()

const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  items: z
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
    .nullish(),
})

/** See {@link outcomesOfOrders}. Undefined: unknown order. */
export async function outcomeOfOrder(
  container: MedusaContainer,
  order_id: string
): Promise<OrderOutcome | null | undefined> {
  return (await outcomesOfOrders(container, [order_id])).get(order_id)
}

/**
 * The outcomes of placed orders. An item counts as returned once the shop has
 * received it, whether put into stock or, if damaged, dismissed. An item sent in
 * exchange counts as bought, so an order with an exchange is not wholly returned.
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
      fields: [
        "id",
        "status",
        "items.detail.quantity",
        "items.detail.return_received_quantity",
        "items.detail.return_dismissed_quantity",
      ],
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
  let bought = 0
  let returned = 0
  for (const item of items ?? []) {
    bought += item?.detail?.quantity ?? 0
    returned +=
      (item?.detail?.return_received_quantity ?? 0) +
      (item?.detail?.return_dismissed_quantity ?? 0)
  }
  if (!returned) {
    return null
  }
  return returned >= bought ? "returned" : "partly_returned"
}
