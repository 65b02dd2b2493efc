import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { retryRedemptionStep } from "./steps/retry-redemption"

/** Which redemption, and who wants it tried. */
export type RetryRedemptionInput = {
  id: string
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Tries a `pending` or `attention` redemption now, as the job does, and records
 * who asked for it. It waits 15 s at most for each call to Engage; an answer that
 * comes later settles the redemption all the same.
 *
 * @returns the redemption after it, whatever came of it.
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_action_not_allowed` in
 * another status, `redemption_busy` while somebody is at it,
 * `assignment_held_elsewhere`, `engage_not_configured`.
 *
 * @example
 * const { result } = await retryRedemptionWorkflow(container).run({
 *   input: { id: "promred_…", actor_id: "user_…" },
 * })
 */
export const retryRedemptionWorkflow = createWorkflow(
  "retry-redemption",
  (input: RetryRedemptionInput) =>
    new WorkflowResponse(retryRedemptionStep(input))
)
