import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import {
  givesBack,
  reassignOrders,
} from "../reassign-canceled-orders/steps/reassign-canceled-orders"
import { RETURN_RECEIVED } from "../reassign-promotion/actor"
import { outcomesOfOrders } from "../reassign-promotion/order-outcome"
import { returnedLately } from "./returned-lately"

/** Of which orders items were returned. */
export type ReassignReturnedOrdersInput = {
  /** Null: those whose event was lost, of 72 hours. */
  order_ids: string[] | null
}

/**
 * Notes what was returned, and with `onOrderCanceled: "reassign"` gives back the
 * redeemed offers of orders of which everything was. Of one of which a part was
 * returned, only an operator gives it back. Undo: none.
 */
export const reassignReturnedOrdersStep = createStep(
  "reassign-returned-orders",
  async ({ order_ids }: ReassignReturnedOrdersInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const gives = await givesBack(service)
    const reassigned = await service.runInBackground(async () => {
      let count = 0
      for await (const ids of order_ids
        ? [order_ids]
        : returnedLately(container)) {
        const outcomes = await outcomesOfOrders(container, ids)
        const those = (wanted: "returned" | "partly_returned") =>
          ids.filter((id) => outcomes.get(id) === wanted)
        for (const outcome of ["returned", "partly_returned"] as const) {
          await service.noteOrderOutcome({ order_ids: those(outcome), outcome })
        }
        count += gives
          ? await reassignOrders(container, those("returned"), RETURN_RECEIVED)
          : 0
      }
      return count
    })
    return new StepResponse({ reassigned })
  }
)

/**
 * What is done about orders of which items were returned and received. See the
 * step. Undo: none.
 *
 * @returns how many offers were given back.
 */
export const reassignReturnedOrdersWorkflow = createWorkflow(
  "reassign-returned-orders",
  (input: ReassignReturnedOrdersInput) =>
    new WorkflowResponse(reassignReturnedOrdersStep(input))
)
