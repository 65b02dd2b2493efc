import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { outcomesOfOrders } from "../medusa/order-outcome"
import { RETURN_RECEIVED } from "../operator/reassign-promotion"
import {
  reassignsByItself,
  lately,
  reassignOrders,
} from "./reassign-canceled-orders"

/** The ids of orders with recently received returns, a page at a time. */
async function* returnedLately(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for await (const returns of lately((since, pagination) =>
    query.graph({
      entity: "return",
      fields: ["order_id"],
      filters: { received_at: { $gte: since } },
      pagination,
    })
  )) {
    yield [...new Set(returns.flatMap(({ order_id }) => order_id ?? []))]
  }
}

/** The orders with returned items. */
export type ReassignReturnedOrdersInput = {
  /** Null: orders whose event was lost within the last 72 hours. */
  order_ids: string[] | null
}

/**
 * Notes returns, and with `onOrderCanceled: "reassign"` reassigns the redeemed
 * offers of wholly returned orders. For a partly returned order, only an operator
 * gives the offer back. Undo: none.
 */
const reassignReturnedOrdersStep = createStep(
  "reassign-returned-orders",
  async ({ order_ids }: ReassignReturnedOrdersInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const gives = await reassignsByItself(service)
    const reassigned = await service.runInBackground(async () => {
      let count = 0
      for await (const ids of order_ids
        ? [order_ids]
        : returnedLately(container)) {
        const outcomes = await outcomesOfOrders(container, ids)
        const those = (wanted: "returned" | "partly_returned") =>
          ids.filter((id) => outcomes.get(id) === wanted)
        for (const outcome of ["returned", "partly_returned"] as const) {
          await service.ledger.noteOrderOutcome({
            order_ids: those(outcome),
            outcome,
          })
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
 * Handles orders with received returns. See the step. Undo: none.
 *
 * @returns how many offers were reassigned.
 */
export const reassignReturnedOrdersWorkflow = createWorkflow(
  "reassign-returned-orders",
  (input: ReassignReturnedOrdersInput) =>
    new WorkflowResponse(reassignReturnedOrdersStep(input))
)
