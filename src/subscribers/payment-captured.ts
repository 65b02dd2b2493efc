import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { heedCapture } from "../workflows/background/undone-payments"

/** Has the job check the redemption that the payment concerns. */
export default async function paymentCaptured({
  event: { data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await heedCapture(container, data.id)
}

export const config: SubscriberConfig = { event: "payment.captured" }
