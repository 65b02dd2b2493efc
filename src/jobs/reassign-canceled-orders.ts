import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import { reassignCanceledOrdersWorkflow } from "../workflows/background/reassign-canceled-orders"

/**
 * Finds cancelled orders whose event was lost, or that Engage was away for, once
 * an hour. See the workflow.
 */
export default async function reassignCanceledOrders(
  container: MedusaContainer
): Promise<void> {
  await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .startInBackground(config.name, () =>
      reassignCanceledOrdersWorkflow(container).run({
        input: { order_ids: null },
      })
    )
}

export const config = {
  name: "reassign-canceled-orders",
  schedule: "7 * * * *",
}
