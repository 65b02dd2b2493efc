import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import { purgeRedemptionsWorkflow } from "../workflows/background/purge"

/** Purges old rows, once a night. See the workflow. */
export default async function purgeRedemptions(
  container: MedusaContainer
): Promise<void> {
  await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .startInBackground(config.name, () =>
      purgeRedemptionsWorkflow(container).run()
    )
}

export const config = {
  name: "purge-promotion-redemptions",
  schedule: "17 3 * * *",
}
