import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../../../modules/promotion-redemption/service"
import { reassignPromotionWorkflow } from "../../reassign-promotion"
import { ORDER_CANCELED } from "../../reassign-promotion/actor"
import { canceledLately } from "../canceled-orders"

/** The list before, the assignment, and the list after if all is unclear. */
const CALLS = 3

/**
 * Notes that orders were cancelled, and gives back what they had used, one after
 * another, where the shop wants that. Undo: none.
 */
export const reassignCanceledOrdersStep = createStep(
  "reassign-canceled-orders",
  async ({ order_ids }: { order_ids: string[] | null }, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const gives = await givesBack(service)
    const reassigned = await service.runInBackground(async () => {
      let count = 0
      for await (const ids of order_ids
        ? [order_ids]
        : canceledLately(container)) {
        await service.noteOrderOutcome({ order_ids: ids, outcome: "canceled" })
        count += gives
          ? await reassignOrders(container, ids, ORDER_CANCELED)
          : 0
      }
      return count
    })
    return new StepResponse({ reassigned })
  }
)

/** Whether the shop gives offers back by itself. */
export async function givesBack(
  service: PromotionRedemptionModuleService
): Promise<boolean> {
  const { enabled, onOrderCanceled } = await service.getOptions()
  return enabled && onOrderCanceled === "reassign"
}

/**
 * Gives back what these orders had used. One that fails does not keep the others
 * from being given back.
 *
 * @param actor the event of which it is done.
 */
export async function reassignOrders(
  container: MedusaContainer,
  orderIds: string[],
  actor: string
): Promise<number> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  let count = 0
  for (const { id } of await service.listNotReassigned(orderIds)) {
    if (await service.isStopping()) {
      break
    }
    await delay(await service.reservePace(CALLS))
    try {
      await reassignPromotionWorkflow(container).run({
        input: { id, actor },
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
