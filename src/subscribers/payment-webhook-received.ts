import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import {
  heedWebhook,
  type ReceivedWebhook,
} from "../workflows/background/undone-payments"

/** Finds out that a payment was captured which Medusa has cancelled. */
export default async function paymentWebhookReceived({
  event: { data },
  container,
}: SubscriberArgs<ReceivedWebhook>): Promise<void> {
  await heedWebhook(container, data)
}

export const config: SubscriberConfig = { event: "payment.webhook_received" }
