import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { reconcileDueRedemptionsStep } from "./steps/reconcile-due-redemptions"

/**
 * Settles the redemptions whose time has come, until none is due: `pending`
 * ones, and those that a dead server left `claimed` or `redeeming`. Any number
 * of workers may run it at once; each redemption goes to one of them.
 *
 * @returns how many were looked at.
 *
 * @example
 * const { result } = await reconcileRedemptionsWorkflow(container).run()
 */
export const reconcileRedemptionsWorkflow = createWorkflow(
  "reconcile-redemptions",
  () => new WorkflowResponse(reconcileDueRedemptionsStep())
)
