import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { cartsOfOrder } from "../orders-of-carts"
import type {
  RedemptionFilters,
  RedemptionSearch,
} from "../../../modules/promotion-redemption/ledger/search"

/** How many customers may have one address: with an account, and as a guest. */
const MAX_CUSTOMERS = 100

/** An order's number as an operator types it. Postgres' integers end there. */
const ORDER_NUMBER = /^#?([1-9]\d{0,8})$/

/** The filters of a request as the ledger takes them. */
export async function readFilters(
  container: MedusaContainer,
  {
    q,
    of_order,
    ...filters
  }: Omit<RedemptionFilters, "search" | "of_order"> & {
    q?: string
    of_order?: string
  }
): Promise<RedemptionFilters> {
  const text = q?.trim()
  return {
    ...filters,
    ...(text && { search: await searchOf(container, text) }),
    ...(of_order && {
      of_order: {
        order_id: of_order,
        cart_ids: await cartsOfOrder(container, of_order),
      },
    }),
  }
}

/** Only what other modules find in an index of theirs. */
async function searchOf(
  container: MedusaContainer,
  text: string
): Promise<RedemptionSearch> {
  const number = ORDER_NUMBER.exec(text)?.[1]
  const [orders, customers] = await Promise.all([
    number ? ordersNumbered(container, Number(number)) : [],
    text.includes("@")
      ? container
          .resolve(Modules.CUSTOMER)
          .listCustomers(
            { email: [...new Set([text, text.toLowerCase()])] },
            { select: ["id"], take: MAX_CUSTOMERS }
          )
      : [],
  ])
  return {
    text,
    order_ids: orders.map(({ id }) => id),
    customer_ids: customers.map(({ id }) => id),
  }
}

async function ordersNumbered(
  container: MedusaContainer,
  display_id: number
): Promise<{ id: string }[]> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["id"], filters: { display_id } })
  return data
}
