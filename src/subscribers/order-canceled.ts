import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import { reassignCanceledOrdersWorkflow } from "../workflows/background/ended-orders"
import { ORDER_CANCELED } from "../workflows/operator/reassign-promotion"

/**
 * Frees a cancelled order's unused assignments, and reassigns its redeemed offers if
 * the shop wants that. Runs in the background, because the shop's other events must
 * not wait for Engage.
 */
export default async function orderCanceled({
  event: { data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .startInBackground(`${ORDER_CANCELED} ${data.id}`, () =>
      reassignCanceledOrdersWorkflow(container).run({
        input: { order_ids: [data.id] },
      })
    )
}

export const config: SubscriberConfig = { event: ORDER_CANCELED }
