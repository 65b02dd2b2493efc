import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * How far back a cancellation, or a return, is looked for whose event was lost, or
 * that Engage was away for. A long weekend; what is older is left to an operator.
 */
export const LOOK_BACK_MS = 72 * 60 * 60 * 1000

const PAGE = 500

/** The ids of orders that were cancelled lately, a page at a time. */
export async function* canceledLately(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const since = new Date(Date.now() - LOOK_BACK_MS)
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: "order",
      fields: ["id"],
      filters: { status: "canceled", canceled_at: { $gte: since } },
      pagination: { skip, take: PAGE, order: { created_at: "ASC" } },
    })
    if (data.length) {
      yield data.map(({ id }) => id)
    }
    if (data.length < PAGE) {
      return
    }
  }
}
