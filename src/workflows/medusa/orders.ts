import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { discountsOf } from "./discounts"
import { PIECE_FIELDS, pieceItemsSchema, piecesOf } from "./order-outcome"

/** The facts of an order that a redemption depends on. */
export type RedemptionOrder = {
  id: string
  canceled: boolean
  paid: boolean
  /** The order was changed after it was placed: an edit, a return, an exchange. */
  changed: boolean
}

const paymentsSchema = z
  .array(z.object({ canceled_at: z.union([z.string(), z.date()]).nullish() }))
  .nullish()

const collectionsSchema = z
  .array(z.object({ payments: paymentsSchema }).nullish())
  .nullish()

const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  version: z.coerce.number().nullish(),
  payment_collections: collectionsSchema,
})

const cartLinksSchema = z.array(
  z.object({ cart_id: z.string(), order_id: z.string() })
)

const ofCartSchema = z.object({
  id: z.string(),
  cart: z
    .object({
      payment_collection: z.object({ payments: paymentsSchema }).nullish(),
    })
    .nullish(),
})

const madeSchema = z.object({ id: z.string(), created_at: z.coerce.date() })

const totalSchema = z.object({ id: z.string(), total: z.coerce.number() })

const itemsSchema = z.object({ id: z.string(), items: pieceItemsSchema })

/** The orders of a holder's redemptions. A missing order is deleted. */
export type OrdersOfRedemptions = {
  byId: Map<string, RedemptionOrder>
  /** The ids of the orders made of a cart; several in a marketplace. */
  idsOfCart: Map<string, string[]>
  /** For carts with several orders: the promotions on each order, by order id. */
  discountsOf: Map<string, Set<string>>
}

/**
 * Reads the redemptions' orders, and for refused redemptions, redemptions in
 * `attention` and redemptions without an order also the orders of their carts.
 */
export async function retrieveOrders(
  container: MedusaContainer,
  redemptions: PromotionRedemptionDTO[]
): Promise<OrdersOfRedemptions> {
  const cartIds = redemptions
    .filter(
      ({ status, order_id }) =>
        status === "rejected" ||
        status === "attention" ||
        (!order_id && ["linked", "redeeming", "pending"].includes(status))
    )
    .map(({ cart_id }) => cart_id)
  const idsOfCart = cartIds.length
    ? await orderIdsOfCarts(container, cartIds)
    : new Map<string, string[]>()
  const several = [...idsOfCart.values()].filter(({ length }) => length > 1)
  const orderIds = [
    ...redemptions.flatMap(({ order_id }) => order_id ?? []),
    ...[...idsOfCart.values()].flat(),
  ]
  return {
    idsOfCart,
    byId: orderIds.length ? await ordersById(container, orderIds) : new Map(),
    discountsOf: several.length
      ? await discountsOfOrders(container, several.flat())
      : new Map(),
  }
}

/** The ids of the orders made of carts, by cart id. */
export async function orderIdsOfCarts(
  container: MedusaContainer,
  cartIds: string[]
): Promise<Map<string, string[]>> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_cart",
      fields: ["cart_id", "order_id"],
      filters: { cart_id: cartIds },
    })
  const ids = new Map<string, string[]>()
  for (const { cart_id, order_id } of cartLinksSchema.parse(data)) {
    ids.set(cart_id, [...(ids.get(cart_id) ?? []), order_id])
  }
  return ids
}

async function ordersById(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, RedemptionOrder>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "version",
      "payment_collections.payments.canceled_at",
    ],
    filters: { id: ids },
  })
  const orders = z.array(orderSchema).parse(data)
  const unpaid = orders.filter(
    ({ payment_collections }) => !hasPayment(payment_collections)
  )
  const withoutCollection = unpaid.filter(
    ({ payment_collections }) => !payment_collections?.length
  )
  const byCart = await ordersPaidByCart(
    container,
    withoutCollection.map(({ id }) => id)
  )
  const due = unpaid.filter(({ id }) => !byCart.has(id))
  const free = due.length
    ? await ordersWithNothingToPay(
        container,
        due.map(({ id }) => id)
      )
    : new Set<string>()
  return new Map(
    orders.map((order) => [
      order.id,
      {
        id: order.id,
        canceled: order.status === "canceled",
        changed: (order.version ?? 1) > 1,
        paid:
          hasPayment(order.payment_collections) ||
          byCart.has(order.id) ||
          free.has(order.id),
      },
    ])
  )
}

function hasPayment(collections: z.infer<typeof collectionsSchema>): boolean {
  return (collections ?? []).some((collection) =>
    collection?.payments?.some(({ canceled_at }) => !canceled_at)
  )
}

/**
 * Among orders without a payment collection, the orders paid through their cart: a
 * marketplace makes several orders of a cart, and leaves the payment with the cart.
 */
async function ordersPaidByCart(
  container: MedusaContainer,
  ids: string[]
): Promise<Set<string>> {
  const { data } = ids.length
    ? await container.resolve(ContainerRegistrationKeys.QUERY).graph({
        entity: "order",
        fields: ["id", "cart.payment_collection.payments.canceled_at"],
        filters: { id: ids },
      })
    : { data: [] }
  return new Set(
    z
      .array(ofCartSchema)
      .parse(data)
      .filter(({ cart }) => hasPayment([cart?.payment_collection]))
      .map(({ id }) => id)
  )
}

/**
 * The orders with total 0 or less: they count as paid, as in Medusa. An unpaid order
 * whose items staff have removed, or the shop has taken back, is left out: nobody
 * has paid for the discount, so nothing is redeemed. A query of its own, because
 * Medusa computes a total from every item, tax line and adjustment.
 */
async function ordersWithNothingToPay(
  container: MedusaContainer,
  ids: string[]
): Promise<Set<string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const totals = await query.graph({
    entity: "order",
    fields: ["id", "total"],
    filters: { id: ids },
  })
  const free = z
    .array(totalSchema)
    .parse(totals.data)
    .flatMap(({ id, total }) => (total <= 0 ? [id] : []))
  if (!free.length) {
    return new Set()
  }
  // Asked for with the total, Medusa 2.17 fails: "Item version is required".
  const items = await query.graph({
    entity: "order",
    fields: ["id", ...PIECE_FIELDS],
    filters: { id: free },
  })
  return new Set(
    z
      .array(itemsSchema)
      .parse(items.data)
      .filter(hasItemsLeft)
      .map(({ id }) => id)
  )
}

/** Whether the order has an item that was neither removed nor taken back. */
function hasItemsLeft({ items }: z.infer<typeof itemsSchema>): boolean {
  const { bought, returned } = piecesOf(items)
  return bought > returned
}

/**
 * The order that gets a cart's redemption: the cart's only order, or, of a
 * marketplace's several orders, the order with the promotion's discount.
 *
 * @param order_ids the orders made of the cart.
 * @returns null without an order, or when none of several has the discount.
 */
export async function orderFor(
  container: MedusaContainer,
  order_ids: string[],
  promotion_id: string
): Promise<string | null> {
  return order_ids.length > 1
    ? discountedOrder(container, order_ids, promotion_id)
    : (order_ids[0] ?? null)
}

/** Among a cart's orders, the order discounted by a promotion; null: none. */
export async function discountedOrder(
  container: MedusaContainer,
  order_ids: string[],
  promotion_id: string
): Promise<string | null> {
  const orders = await discountedOrders(container, order_ids, [promotion_id])
  return orders.get(promotion_id) ?? null
}

/**
 * Among a cart's orders, the order discounted by each promotion. If a promotion
 * discounts several orders, takes the order made first, and logs a warning.
 */
export async function discountedOrders(
  container: MedusaContainer,
  order_ids: string[],
  promotion_ids: string[]
): Promise<Map<string, string>> {
  const discounts = [...(await discountsOfOrders(container, order_ids))]
  return new Map(
    promotion_ids.flatMap((promotion_id) => {
      const discounted = discounts
        .filter(([, promotions]) => promotions.has(promotion_id))
        .map(([order_id]) => order_id)
      const [first] = discounted
      if (discounted.length > 1) {
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .warn(
            `Promotion ${promotion_id} discounts orders ${discounted.join(", ")} of one cart; it is redeemed for ${first}`
          )
      }
      return first ? [[promotion_id, first] as const] : []
    })
  )
}

/** The promotions that discount orders, by order id, oldest order first. */
async function discountsOfOrders(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, Set<string>>> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: [
        "id",
        "created_at",
        "items.adjustments.*",
        "shipping_methods.adjustments.*",
      ],
      filters: { id: ids },
    })
  return new Map(
    data
      .map((order) => ({
        ...madeSchema.parse(order),
        promotions: discountsOf(order).map(({ promotion_id }) => promotion_id),
      }))
      .sort((one, other) => Number(one.created_at) - Number(other.created_at))
      .map(({ id, promotions }) => [id, new Set(promotions)])
  )
}
