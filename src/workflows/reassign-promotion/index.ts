import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { assignPromotionStep } from "./steps/assign-promotion"
import { retrieveReassignableStep } from "./steps/retrieve-reassignable"

/** A redemption to be given back, and by whom. */
export type ReassignPromotionInput = {
  /** The redemption's id. */
  id: string
  /**
   * Who gives it back, for the ledger: a user's id, `order.canceled`, or
   * `order.return_received`.
   */
  actor: string
  /** An operator says so although only a part was returned. Default: false. */
  despite_partial_return?: boolean
}

/**
 * Gives a customer their offer back after its order was cancelled or wholly
 * returned: Engage has no undo for a redemption, so the contact is assigned the same
 * promotion anew. At most once a redemption. For `redeemed` ones of such an order
 * only: one that waits for its order can still be used, `pending` is released by itself, and
 * `attention` is for an operator to resolve first. Undo: none.
 *
 * @returns the redemption, with `reassign_status: "reassigned"`.
 * @throws MedusaError NOT_FOUND for the redemption; NOT_ALLOWED
 * `redemption_not_redeemed`, `order_not_canceled`, `order_partly_returned`,
 * `redemption_already_reassigned`, `reassignment_not_possible`,
 * `reassignment_in_progress`, `reassignment_outcome_unknown`, and Engage's
 * `contact_not_found`, `promotion_not_found`, `promotion_expired`,
 * `invalid_contact_id`, `invalid_promotion_id`, `promotion_refused`;
 * `engage_unavailable`: surely not assigned, try again.
 *
 * @example
 * await reassignPromotionWorkflow(container).run({
 *   input: { id: "promred_123", actor: "user_123" },
 * })
 */
export const reassignPromotionWorkflow = createWorkflow(
  "reassign-promotion",
  (input: ReassignPromotionInput) => {
    const { order_id } = retrieveReassignableStep(input)
    const redemption = assignPromotionStep({ input, order_id })
    return new WorkflowResponse({ redemption })
  }
)
