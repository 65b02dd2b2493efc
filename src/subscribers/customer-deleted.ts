import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { forgetCustomersWorkflow } from "../workflows/background/purge"

/** Forgets the Engage contact of a deleted customer. */
export default async function customerDeleted({
  event: { data },
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await forgetCustomersWorkflow(container).run({
    input: { customer_ids: [data.id] },
  })
}

export const config: SubscriberConfig = { event: "customer.deleted" }
