import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/** An order as a redemption needs to know it. */
export type RedemptionOrder = { id: string; canceled: boolean; paid: boolean }

const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  total: z.coerce.number(),
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

/** The order, or null when it is gone. An order of total 0 counts as paid. */
export async function retrieveOrder(
  container: MedusaContainer,
  id: string
): Promise<RedemptionOrder | null> {
  const {
    data: [row],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "status", "total", "payment_collections.payments.*"],
    filters: { id },
  })
  const order = orderSchema.optional().parse(row)
  return order
    ? {
        id: order.id,
        canceled: order.status === "canceled",
        paid:
          order.total === 0 ||
          (order.payment_collections ?? []).some((collection) =>
            collection?.payments?.some(({ canceled_at }) => !canceled_at)
          ),
      }
    : null
}

/** The order that was made of a cart, or null. */
export async function orderIdOfCart(
  container: MedusaContainer,
  cartId: string
): Promise<string | null> {
  const {
    data: [link],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: cartId },
  })
  return (
    z.object({ order_id: z.string() }).optional().parse(link)?.order_id ?? null
  )
}
