import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import { ERROR_SENTENCES, type ErrorCode } from "../../errors/catalogue"
import { engageError } from "../../errors/engage-error"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"

/** Why an assignment reserved by an order cannot be used for a different order. */
export type WhyReserved = {
  code: Extract<
    ErrorCode,
    | "promotion_already_redeemed"
    | "promotion_held_by_unpaid_order"
    | "redemption_in_progress"
  >
  /** The order's number as the customer knows it; null when it must not be named. */
  order_number: number | null
}

const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  display_id: z.coerce.number().nullish(),
  customer_id: z.string().nullish(),
})

type ReservingOrder = z.infer<typeof orderSchema>

/**
 * What the plugin tells a customer about assignments reserved by orders. "Already
 * used": redeemed in Engage, or about to be redeemed for a standing order. A
 * cancelled or deleted order may still release its assignment. An unpaid order is
 * named only to its own customer.
 *
 * @param reserving redemptions that reserve their assignment for an order.
 * @returns the reason, by redemption id.
 */
export async function whyReservedByOrders(
  container: MedusaContainer,
  reserving: PromotionRedemptionDTO[],
  customer_id: string | null
): Promise<Map<string, WhyReserved>> {
  const unsettled = reserving.filter(({ redeemed_at }) => !redeemed_at)
  const orders = unsettled.length
    ? await ordersOf(container, unsettled)
    : new Map<string, ReservingOrder>()
  return new Map(
    reserving.map((redemption) => [
      redemption.id,
      redemption.redeemed_at
        ? { code: "promotion_already_redeemed", order_number: null }
        : whyReserved(
            redemption,
            orders.get(redemption.order_id ?? ""),
            customer_id
          ),
    ])
  )
}

/** `whyReservedByOrders` for one assignment, as an error that names the unpaid order. */
export async function reservedByOrderError(
  container: MedusaContainer,
  redemption: PromotionRedemptionDTO,
  customer_id: string | null
): Promise<Error> {
  const reserved = await whyReservedByOrders(
    container,
    [redemption],
    customer_id
  )
  const { code, order_number } = reserved.get(redemption.id)!
  return engageError(
    code,
    order_number === null
      ? undefined
      : ERROR_SENTENCES[code].replace(
          "an order that is not paid yet",
          `order #${order_number}, which is not paid yet`
        )
  )
}

async function ordersOf(
  container: MedusaContainer,
  reserving: PromotionRedemptionDTO[]
): Promise<Map<string, ReservingOrder>> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: ["id", "status", "display_id", "customer_id"],
      filters: { id: reserving.flatMap(({ order_id }) => order_id ?? []) },
    })
  return new Map(
    z
      .array(orderSchema)
      .parse(data)
      .map((order) => [order.id, order])
  )
}

function whyReserved(
  { reason, customer_id }: PromotionRedemptionDTO,
  order: ReservingOrder | undefined,
  asking: string | null
): WhyReserved {
  if (!order || order.status === "canceled") {
    return { code: "redemption_in_progress", order_number: null }
  }
  const isUnpaid = reason === "payment_pending" || reason === "payment_overdue"
  const isTheirs =
    asking !== null && customer_id === asking && order.customer_id === asking
  return isUnpaid && isTheirs
    ? {
        code: "promotion_held_by_unpaid_order",
        order_number: order.display_id ?? null,
      }
    : { code: "promotion_already_redeemed", order_number: null }
}
