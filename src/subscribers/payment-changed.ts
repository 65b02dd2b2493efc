import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { lookAtPaymentOfRefusal } from "../workflows/undone-payments"

/** Finds out that a refused order was paid late, or that its money went back. */
export default async function paymentChanged({
  event: { data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await lookAtPaymentOfRefusal(container, data.id)
}

export const config: SubscriberConfig = {
  event: ["payment.captured", "payment.refunded"],
}
