import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import { declareServing } from "../modules/promotion-redemption/start-up"
import { reconcileRedemptionsWorkflow } from "../workflows/background/reconcile-redemptions"

declareServing()

/**
 * After this time without a tick of the schedule, the process starts the work by
 * itself. In milliseconds; a little more than a tick.
 */
const AGAIN_IN_MS = 6_000

/**
 * Settles due redemptions. See the workflow. After its first tick, the process goes
 * on by itself, because another job of the shop may hold up the scheduler for hours.
 */
export default async function reconcileRedemptions(
  container: MedusaContainer
): Promise<void> {
  await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .startInBackground(
      config.name,
      () => reconcileRedemptionsWorkflow(container).run(),
      { again_in_ms: AGAIN_IN_MS }
    )
}

export const config = {
  name: "reconcile-promotion-redemptions",
  schedule: "*/5 * * * * *",
}
