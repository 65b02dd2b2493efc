import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { forgetContactsStep } from "../forget-customers/steps/forget-contacts"
import { findDeletedCustomersStep } from "./steps/find-deleted-customers"
import { purgeLedgerStep } from "./steps/purge-ledger"

/**
 * Keeps the ledger small and forgetful: deletes redemptions that were never sent
 * and are 90 days old, takes notes and actors off settled ones after
 * `retentionDays`, and forgets the contacts of customers who were deleted and
 * whose event was lost. Undo: none.
 *
 * @returns how many rows were deleted, and how many stripped.
 */
export const purgeRedemptionsWorkflow = createWorkflow(
  "purge-redemptions",
  () => {
    forgetContactsStep(findDeletedCustomersStep())
    return new WorkflowResponse(purgeLedgerStep())
  }
)
