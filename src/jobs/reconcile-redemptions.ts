import type { MedusaContainer } from "@medusajs/framework/types"

import { declareServing } from "../modules/promotion-redemption/start-up"
import { reconcileRedemptionsWorkflow } from "../workflows/reconcile-redemptions"

declareServing()

/** A backlog may take longer than the time between two ticks. */
let working = false

/** Settles what is due. See the workflow. */
export default async function reconcileRedemptions(
  container: MedusaContainer
): Promise<void> {
  if (working) {
    return
  }
  working = true
  try {
    await reconcileRedemptionsWorkflow(container).run()
  } finally {
    working = false
  }
}

export const config = {
  name: "reconcile-promotion-redemptions",
  schedule: "*/5 * * * * *",
}
