import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import {
  reassignCanceledOrdersWorkflow,
  reassignReturnedOrdersWorkflow,
} from "../workflows/background/ended-orders"

/**
 * Once an hour, finds cancelled and returned orders whose event was lost, or that
 * came while Engage was down. See the workflows.
 */
export default async function reassignCanceledOrders(
  container: MedusaContainer
): Promise<void> {
  await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .startInBackground(config.name, async () => {
      const input = { order_ids: null }
      await reassignCanceledOrdersWorkflow(container).run({ input })
      await reassignReturnedOrdersWorkflow(container).run({ input })
    })
}

export const config = {
  name: "reassign-canceled-orders",
  schedule: "7 * * * *",
}
