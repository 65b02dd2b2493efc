import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import { reassignReturnedOrdersWorkflow } from "../workflows/background/ended-orders"
import { RETURN_RECEIVED } from "../workflows/operator/reassign-promotion"

/**
 * Notes an order's returned items, and reassigns its offers after a full return if
 * the shop wants that. Runs in the background, because the shop's other events must
 * not wait for Engage.
 */
export default async function orderReturnReceived({
  event: { data },
  container,
}: SubscriberArgs<{ order_id: string }>): Promise<void> {
  await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .startInBackground(`${RETURN_RECEIVED} ${data.order_id}`, () =>
      reassignReturnedOrdersWorkflow(container).run({
        input: { order_ids: [data.order_id] },
      })
    )
}

export const config: SubscriberConfig = { event: RETURN_RECEIVED }
