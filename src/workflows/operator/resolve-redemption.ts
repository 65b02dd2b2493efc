import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type {
  PromotionRedemptionDTO,
  RedemptionResolution,
} from "../../types/promotion-redemption"
import { announceRedemptionsStep } from "../announce"
import { outcomeOfOrder } from "../medusa/order-outcome"
import { retrieveOrders } from "../medusa/orders"
import { rowOrThrow } from "./action-result"

/**
 * Whether the redemption's order stands unpaid, for an operator who releases the
 * assignment. Refuses if the order was unpaid when the job last looked, and is paid by
 * now: the order has the discount, and nothing would ever be redeemed for it.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_action_not_allowed`
 */
async function isStillUnpaid(
  container: MedusaContainer,
  redemption: PromotionRedemptionDTO
): Promise<boolean> {
  const { order_id, reason } = redemption
  const { byId } = await retrieveOrders(container, [redemption])
  const order = byId.get(order_id ?? "")
  if (!order || order.canceled) {
    return false
  }
  const was_unpaid =
    reason === "payment_pending" || reason === "payment_overdue"
  if (order.paid && was_unpaid) {
    throw engageError(
      "redemption_action_not_allowed",
      "The order has been paid by now. Try the redemption again."
    )
  }
  return !order.paid
}

/**
 * Writes the operator's decision. Undo: none, a decision stands.
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
    const order_is_unpaid =
      redemption && input.resolution === "not_redeemed"
        ? await isStillUnpaid(container, redemption as PromotionRedemptionDTO)
        : false
    const order_id = redemption?.order_id
    const outcome = order_id ? await outcomeOfOrder(container, order_id) : null
    if (order_id && outcome) {
      // The order's event may have been lost, or may still be under way.
      await service.ledger.apply(
        { event: "order_ended", outcome },
        { rows: { order_id }, by: null }
      )
    }
    const order_is_canceled = outcome === "canceled"
    return new StepResponse(
      rowOrThrow(
        input.id,
        await service.ledger.resolve({
          ...input,
          order_is_canceled,
          order_is_unpaid,
        })
      )
    )
  }
)

/** An operator's decision on a redemption. */
export type ResolveRedemptionInput = {
  id: string
  /**
   * `redeemed`: Engage has redeemed the assignment. `written_off`: closed without
   * Engage. `not_redeemed`: Engage has not redeemed the assignment, and the customer
   * can use it again. `not_given_back`: the order was cancelled or returned, and the
   * offer stays used.
   */
  resolution: RedemptionResolution
  /**
   * The operator's reason. Kept with the redemption until `retentionDays` are over.
   */
  note: string
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Resolves a redemption by an operator's decision, without asking Engage. `redeemed`
 * and `written_off` are for `attention`; a written-off row with an order still
 * reserves its assignment until the order is cancelled. `not_redeemed` releases the
 * assignment, also of a row `pending` for an unpaid order, but not if the order is
 * paid by now, or Engage is known to have redeemed the assignment; if that order is
 * paid later, the row is `attention` again. `not_given_back`
 * is for a redeemed row whose order was cancelled or wholly returned: the offer then
 * no longer waits for an operator's decision.
 *
 * @returns the redemption afterwards.
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_action_not_allowed` in
 * another status and for an order that is paid by now, `redemption_busy` while a
 * completion, the job or another operator may still change the row,
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
