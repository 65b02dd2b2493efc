import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { cartsOfOrder } from "../orders-of-carts"
import type {
  RedemptionFilters,
  RedemptionSearch,
} from "../../../modules/promotion-redemption/ledger/search"
import { findCustomers } from "./find-customers"

/** An order's number as an operator types it. Nine digits fit a Postgres integer. */
const ORDER_NUMBER = /^#?([1-9]\d{0,8})$/

/** The request's filters, and whether the search reached its limits. */
export type ReadFilters = { filters: RedemptionFilters; is_partial: boolean }

/** Turns the request's filters into the ledger's. */
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
): Promise<ReadFilters> {
  const text = q?.trim()
  const [found, cart_ids] = await Promise.all([
    text ? searchOf(container, text) : null,
    of_order ? cartsOfOrder(container, of_order) : [],
  ])
  return {
    filters: {
      ...filters,
      ...(found && { search: found.search }),
      ...(of_order && { of_order: { order_id: of_order, cart_ids } }),
    },
    is_partial: found?.is_partial ?? false,
  }
}

/**
 * Finds what a search text means outside the ledger. If the text is the number of an
 * order, only that order matches: a customer whose address has the same digits does
 * not.
 */
async function searchOf(
  container: MedusaContainer,
  text: string
): Promise<{ search: RedemptionSearch; is_partial: boolean }> {
  const number = ORDER_NUMBER.exec(text)?.[1]
  const orders = number ? await ordersNumbered(container, Number(number)) : []
  if (orders.length) {
    return {
      search: { text, order_ids: orders.map(({ id }) => id), customer_ids: [] },
      is_partial: false,
    }
  }
  const [customers, offers] = await Promise.all([
    findCustomers(container, text),
    container.resolve(PROMOTION_REDEMPTION_MODULE).ledger.offerNamesWith(text),
  ])
  return {
    search: {
      text,
      order_ids: [],
      customer_ids: customers.ids,
      offer_names: offers.names,
    },
    is_partial: customers.is_partial || offers.is_partial,
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
