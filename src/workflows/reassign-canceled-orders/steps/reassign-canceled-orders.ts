import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../../../modules/promotion-redemption/service"
import { reassignPromotionWorkflow } from "../../operator/reassign-promotion"
import { ORDER_CANCELED } from "../../operator/reassign-promotion"
import { canceledLately } from "../canceled-orders"

/** The list before, the assignment, and the list after if all is unclear. */
const CALLS = 3

/** Gives back what cancelled orders had used, one after another. Undo: none. */
export const reassignCanceledOrdersStep = createStep(
  "reassign-canceled-orders",
  async ({ order_ids }: { order_ids: string[] | null }, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const { enabled, onOrderCanceled } = await service.getOptions()
    if (!enabled || onOrderCanceled !== "reassign") {
      return new StepResponse({ reassigned: 0 })
    }
    const reassigned = await service.runInBackground(async () => {
      let count = 0
      for await (const ids of order_ids
        ? [order_ids]
        : canceledLately(container)) {
        count += await reassignOrders(container, service, ids)
      }
      return count
    })
    return new StepResponse({ reassigned })
  }
)

/** One that fails does not keep the others from being given back. */
async function reassignOrders(
  container: MedusaContainer,
  service: PromotionRedemptionModuleService,
  orderIds: string[]
): Promise<number> {
  let count = 0
  for (const { id } of await service.listNotReassigned(orderIds)) {
    if (await service.isStopping()) {
      break
    }
    await delay(await service.reservePace(CALLS))
    try {
      await reassignPromotionWorkflow(container).run({
        input: { id, actor: ORDER_CANCELED },
      })
      count++
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `The offer of redemption ${id} was not given back: ${(error as Error).message}`
        )
    }
  }
  return count
}
