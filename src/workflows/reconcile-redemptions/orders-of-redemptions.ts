import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { discountsOf } from "../carts/discounts"

/** An order as a redemption needs to know it. */
export type RedemptionOrder = { id: string; canceled: boolean; paid: boolean }

const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  payment_collections: z
    .array(
      z
        .object({
          payments: z
            .array(
              z.object({
                canceled_at: z.union([z.string(), z.date()]).nullish(),
              })
            )
            .nullish(),
        })
        .nullish()
    )
    .nullish(),
})

const totalSchema = z.object({ id: z.string(), total: z.coerce.number() })

/** The orders that a turn's redemptions belong to. What is missing is gone. */
export type OrdersOfRedemptions = {
  byId: Map<string, RedemptionOrder>
  /** The id of the order that was made of a cart. */
  idOfCart: Map<string, string>
}

/** Reads the orders of redemptions, and of the carts of those not sent or undone. */
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
  const idOfCart = cartIds.length
    ? await orderIdsOfCarts(container, cartIds)
    : new Map<string, string>()
  const orderIds = [
    ...redemptions.flatMap(({ order_id }) => order_id ?? []),
    ...idOfCart.values(),
  ]
  return {
    idOfCart,
    byId: orderIds.length ? await ordersById(container, orderIds) : new Map(),
  }
}

/** The ids of the orders that were made of carts, by cart. */
export async function orderIdsOfCarts(
  container: MedusaContainer,
  cartIds: string[]
): Promise<Map<string, string>> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_cart",
      fields: ["cart_id", "order_id"],
      filters: { cart_id: cartIds },
    })
  return new Map(
    z
      .array(z.object({ cart_id: z.string(), order_id: z.string() }))
      .parse(data)
      .map(({ cart_id, order_id }) => [cart_id, order_id])
  )
}

async function ordersById(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, RedemptionOrder>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "status", "payment_collections.payments.canceled_at"],
    filters: { id: ids },
  })
  const orders = z.array(orderSchema).parse(data)
  const unpaid = orders.filter((order) => !hasPayment(order))
  const free = unpaid.length
    ? await ordersOfTotal0(
        container,
        unpaid.map(({ id }) => id)
      )
    : new Set<string>()
  return new Map(
    orders.map((order) => [
      order.id,
      {
        id: order.id,
        canceled: order.status === "canceled",
        paid: hasPayment(order) || free.has(order.id),
      },
    ])
  )
}

function hasPayment({ payment_collections }: z.infer<typeof orderSchema>) {
  return (payment_collections ?? []).some((collection) =>
    collection?.payments?.some(({ canceled_at }) => !canceled_at)
  )
}

/**
 * An order of total 0 or less counts as paid, as Medusa has it. Asked for apart, as a total takes every
 * item, tax line and adjustment of the order to compute.
 */
async function ordersOfTotal0(
  container: MedusaContainer,
  ids: string[]
): Promise<Set<string>> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["id", "total"], filters: { id: ids } })
  return new Set(
    z
      .array(totalSchema)
      .parse(data)
      .filter(({ total }) => total <= 0)
      .map(({ id }) => id)
  )
}

/** Whether a promotion takes something off an order. */
export async function isDiscountedBy(
  container: MedusaContainer,
  orderId: string,
  promotionId: string
): Promise<boolean> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: ["id", "items.adjustments.*", "shipping_methods.adjustments.*"],
      filters: { id: orderId },
    })
  return data
    .flatMap((order) => discountsOf(order))
    .some(({ promotion_id }) => promotion_id === promotionId)
}
