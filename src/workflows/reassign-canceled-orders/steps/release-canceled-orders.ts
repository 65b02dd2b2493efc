import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { announce } from "../../announce"
import { ORDER_CANCELED } from "../../operator/reassign-promotion"

/**
 * Gives back the offers that cancelled orders hold and have not used: releases
 * what an operator wrote off, and has the job look at once at what waits. Engage
 * is not asked here. Undo: none.
 */
export const releaseCanceledOrdersStep = createStep(
  "release-canceled-orders",
  async ({ order_ids }: { order_ids: string[] | null }, { container }) => {
    for await (const ids of order_ids
      ? [order_ids]
      : canceledOrders(container)) {
      await releaseOffersOf(container, ids)
    }
    return new StepResponse()
  }
)

const PAGE = 500

/**
 * The cancelled ones among the orders that hold an assignment, a page at a time:
 * those whose event was lost. Asked for by the ledger, as a shop has many orders.
 */
async function* canceledOrders(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  let ids: string[] = []
  do {
    ids = await service.listHoldingOrders({
      after: ids.at(-1) ?? "",
      limit: PAGE,
    })
    const { data } = ids.length
      ? await query.graph({
          entity: "order",
          fields: ["id"],
          filters: { id: ids, status: "canceled" },
        })
      : { data: [] }
    if (data.length) {
      yield data.map(({ id }) => id)
    }
  } while (ids.length === PAGE)
}

async function releaseOffersOf(
  container: MedusaContainer,
  order_ids: string[]
): Promise<void> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  await service.lookAtCanceled(order_ids)
  await announce(
    container,
    await service.releaseWrittenOff({ order_ids, by: ORDER_CANCELED })
  )
}
