import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import {
  heedWebhook,
  type ReceivedWebhook,
} from "../workflows/background/undone-payments"

/** Detects the capture of a payment that Medusa has cancelled. */
export default async function paymentWebhookReceived({
  event: { data },
  container,
}: SubscriberArgs<ReceivedWebhook>): Promise<void> {
  await heedWebhook(container, data)
}

export const config: SubscriberConfig = { event: "payment.webhook_received" }
