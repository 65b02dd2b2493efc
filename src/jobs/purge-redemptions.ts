import type { MedusaContainer } from "@medusajs/framework/types"

import { purgeRedemptionsWorkflow } from "../workflows/purge-redemptions"

/** Forgets what is old enough, once a night. See the workflow. */
export default async function purgeRedemptions(
  container: MedusaContainer
): Promise<void> {
  await purgeRedemptionsWorkflow(container).run()
}

export const config = {
  name: "purge-promotion-redemptions",
  schedule: "17 3 * * *",
}
