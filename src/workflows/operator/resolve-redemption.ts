import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { RedemptionResolution } from "../../types/promotion-redemption"
import { announceRedemptionsStep } from "../announce"
import { outcomeOfOrder } from "../medusa/order-outcome"
import { rowOrThrow } from "./action-result"

/**
 * Writes the operator's word. Undo: none, it was given.
 *
 * @throws MedusaError See the workflow.
 */
const resolveRedemptionStep = createStep(
  "resolve-redemption",
  async (input: ResolveRedemptionInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const [redemption] = await service.listPromotionRedemptions({
      id: input.id,
    })
    const order_id = redemption?.order_id
    const outcome = order_id ? await outcomeOfOrder(container, order_id) : null
    if (order_id && outcome) {
      // Its event may have been lost, or be under way.
      await service.ledger.noteOrderOutcome({ order_ids: [order_id], outcome })
    }
    const order_is_canceled = outcome === "canceled"
    return new StepResponse(
      rowOrThrow(
        input.id,
        await service.ledger.resolve({ ...input, order_is_canceled })
      )
    )
  }
)

/** An operator's word on a redemption. */
export type ResolveRedemptionInput = {
  id: string
  /**
   * `redeemed`: Engage has it. `written_off`: closed without Engage.
   * `not_redeemed`: Engage has not redeemed it, and the customer has it again.
   * `not_given_back`: its order was cancelled or returned, and the offer stays used.
   */
  resolution: RedemptionResolution
  /** Why. Kept with the redemption until `retentionDays` are over. */
  note: string
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Settles a redemption that is `attention` by an operator's word. Engage is not
 * asked. What is written off keeps its assignment while it has an order that is
 * not cancelled. `not_redeemed` releases it, also while it is `pending` for an
 * order that nobody has paid, but not when Engage is known to have redeemed it.
 * `not_given_back` is for what is redeemed and whose order was cancelled or wholly
 * returned: nobody is asked any more whether to give it back.
 *
 * @returns the redemption after it.
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_action_not_allowed` in
 * another status, `redemption_busy` while somebody is at it,
 * `assignment_held_elsewhere`.
 *
 * @example
 * const { result } = await resolveRedemptionWorkflow(container).run({
 *   input: {
 *     id: "promred_…",
 *     resolution: "written_off",
 *     note: "Called the customer.",
 *     actor_id: "user_…",
 *   },
 * })
 */
export const resolveRedemptionWorkflow = createWorkflow(
  "resolve-redemption",
  (input: ResolveRedemptionInput) => {
    const redemption = resolveRedemptionStep(input)
    announceRedemptionsStep({
      redemptions: transform(redemption, (row) => [row]),
    })
    return new WorkflowResponse(redemption)
  }
)
