import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../modules/promotion-redemption/key"
import { declareServing } from "../modules/promotion-redemption/start-up"
import { reconcileRedemptionsWorkflow } from "../workflows/background/reconcile-redemptions"

declareServing()

/** A tick of the schedule and a little: when the scheduler is busy elsewhere. */
const AGAIN_IN_MS = 6_000

/**
 * Settles what is due. See the workflow. From its first tick on the process goes
 * on by itself, as another job of the shop may hold up the scheduler for hours.
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
