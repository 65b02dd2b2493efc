import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { LOOK_BACK_MS } from "../reassign-canceled-orders/canceled-orders"

const PAGE = 500

/** The ids of orders of which items were received back lately, a page at a time. */
export async function* returnedLately(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const since = new Date(Date.now() - LOOK_BACK_MS)
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: "return",
      fields: ["order_id"],
      filters: { received_at: { $gte: since } },
      pagination: { skip, take: PAGE, order: { created_at: "ASC" } },
    })
    if (data.length) {
      yield [...new Set(data.flatMap(({ order_id }) => order_id ?? []))]
    }
    if (data.length < PAGE) {
      return
    }
  }
}
