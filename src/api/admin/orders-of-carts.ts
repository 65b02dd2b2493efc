import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/** An order, with what another screen needs to link to the order. */
export type LinkedOrder = { id: string; display_id: number }

const linksSchema = z.array(
  z.object({ cart_id: z.string(), order_id: z.string() })
)

const ordersSchema = z.array(
  z.object({ id: z.string(), display_id: z.coerce.number() })
)

/** The ids of the carts of orders: usually one cart for each. */
export async function cartsOfOrders(
  container: MedusaContainer,
  orderIds: string[]
): Promise<string[]> {
  const links = await readLinks(container, { order_id: orderIds })
  return links.map(({ cart_id }) => cart_id)
}

/**
 * The order of each cart, by the cart's id. If a cart has several orders, as in a
 * marketplace, the order with the lowest number.
 */
export async function ordersOfCarts(
  container: MedusaContainer,
  cartIds: string[]
): Promise<Map<string, LinkedOrder>> {
  const links = cartIds.length
    ? await readLinks(container, { cart_id: [...new Set(cartIds)] })
    : []
  if (!links.length) {
    return new Map()
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: ["id", "display_id"],
      filters: { id: links.map(({ order_id }) => order_id) },
    })
  const orders = ordersSchema
    .parse(data)
    .sort((one, other) => other.display_id - one.display_id)
  return new Map(
    orders.flatMap(({ id, display_id }) =>
      links
        .filter(({ order_id }) => order_id === id)
        .map(({ cart_id }) => [cart_id, { id, display_id }] as const)
    )
  )
}

async function readLinks(
  container: MedusaContainer,
  filters: { cart_id: string[] } | { order_id: string[] }
) {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_cart",
      fields: ["cart_id", "order_id"],
      filters,
    })
  return linksSchema.parse(data)
}
