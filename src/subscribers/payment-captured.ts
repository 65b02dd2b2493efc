import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { lookAtPaymentOfRefusal } from "../workflows/background/undone-payments"

/** Has the job check whether money was taken for a refused order. */
export default async function paymentCaptured({
  event: { data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await lookAtPaymentOfRefusal(container, data.id)
}

export const config: SubscriberConfig = { event: "payment.captured" }
