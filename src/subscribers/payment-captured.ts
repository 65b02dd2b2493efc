import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { lookAtPaymentOfRefusal } from "../workflows/background/undone-payments"

/** Finds out that money was taken for an order that had been refused. */
export default async function paymentCaptured({
  event: { data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await lookAtPaymentOfRefusal(container, data.id)
}

export const config: SubscriberConfig = { event: "payment.captured" }
