import { MedusaError } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import type { OrderCreatedInput } from "../../checkout/redeem"
import type { HandlerOfHook } from "./take-handler"

type Hooks = {
  orderCreated?: (...handler: HandlerOfHook<OrderCreatedInput>) => void
}

/**
 * `completeCartWorkflow.hooks.orderCreated`, which Medusa has and does not have
 * in its typings: after the payment, before the completion's lock is released.
 *
 * @throws MedusaError UNEXPECTED_STATE when this Medusa does not have it.
 * @throws Error when the hook has a handler already.
 */
export function onOrderCreated(
  ...handler: HandlerOfHook<OrderCreatedInput>
): void {
  const { orderCreated } = completeCartWorkflow.hooks as Hooks
  if (!orderCreated) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "medusa-plugin-voyado-engage cannot redeem at checkout: in this version" +
        ' of Medusa `completeCartWorkflow` has no hook "orderCreated". Stay on' +
        " a version of Medusa that the plugin's README lists, or run" +
        " `redeemAssignmentsWorkflow` in a workflow of your own."
    )
  }
  orderCreated(...handler)
}
