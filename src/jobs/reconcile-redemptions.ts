import type { MedusaContainer } from "@medusajs/framework/types"

import { declareServing } from "../modules/promotion-redemption/start-up"
import { reconcileRedemptionsWorkflow } from "../workflows/reconcile-redemptions"

declareServing()

/** Settles what is due. See the workflow. */
export default async function reconcileRedemptions(
  container: MedusaContainer
): Promise<void> {
  await reconcileRedemptionsWorkflow(container).run()
}

export const config = {
  name: "reconcile-promotion-redemptions",
  schedule: "*/5 * * * * *",
}
