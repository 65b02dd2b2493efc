import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import { reassignReturnedOrdersWorkflow } from "../workflows/background/reassign-returned-orders"
import { RETURN_RECEIVED } from "../workflows/operator/reassign-promotion"

/**
 * Notes that items of an order came back, and gives its offers back once all did,
 * if the shop wants that. The shop's other events do not wait for Engage.
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
