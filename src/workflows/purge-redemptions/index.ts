import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { purgeLedgerStep } from "./steps/purge-ledger"

/**
 * Keeps the ledger small and forgetful: deletes redemptions that were never sent
 * and are 90 days old, and takes notes and actors off settled ones after
 * `retentionDays`. Undo: none.
 *
 * @returns how many rows were deleted, and how many stripped.
 */
export const purgeRedemptionsWorkflow = createWorkflow(
  "purge-redemptions",
  () => new WorkflowResponse(purgeLedgerStep())
)
