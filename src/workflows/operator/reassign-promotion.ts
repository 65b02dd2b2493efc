import { randomUUID } from "node:crypto"

import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { AttemptTrigger } from "../../types/promotion-redemption"
import { announce, PromotionRedemptionEvents } from "../announce"
import { reassignAssignment } from "../calls/reassign"
import { outcomeOfOrder } from "../medusa/order-outcome"

/** The actor of an automatic reassigning after a cancelled order, */
export const ORDER_CANCELED = "order.canceled"

/** and after the shop has received returned items. */
export const RETURN_RECEIVED = "order.return_received"

/** The trigger of an actor's calls. */
function triggerOf(
  actor: string
): Extract<AttemptTrigger, "manual" | "cancellation" | "return"> {
  switch (actor) {
    case ORDER_CANCELED:
      return "cancellation"
    case RETURN_RECEIVED:
      return "return"
    default:
      return "manual"
  }
}

/**
 * Checks that a redemption may be given back: Engage has redeemed the assignment,
 * and its order is cancelled or wholly returned; or partly returned, with an
 * operator's consent.
 *
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_not_redeemed`,
 * `redemption_already_reassigned`, `order_not_canceled`, `order_partly_returned`
 */
const retrieveReassignableStep = createStep(
  "retrieve-reassignable",
  async (
    {
      id,
      despite_partial_return = false,
    }: { id: string; despite_partial_return?: boolean },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemption = await service.retrievePromotionRedemption(id)
    if (redemption.reassign_status === "reassigned") {
      throw engageError("redemption_already_reassigned")
    }
    const { status, order_id } = redemption
    if (status !== "redeemed" || !order_id) {
      throw engageError("redemption_not_redeemed")
    }
    const outcome = await outcomeOfOrder(container, order_id)
    if (outcome === undefined) {
      throw engageError("redemption_not_redeemed")
    }
    if (outcome === null) {
      throw engageError("order_not_canceled")
    }
    if (outcome === "partly_returned" && !despite_partial_return) {
      throw engageError("order_partly_returned")
    }
    await service.ledger.apply(
      { event: "order_ended", outcome },
      { rows: { order_id }, by: null }
    )
    return new StepResponse({ order_id })
  }
)

/**
 * Has Engage assign the promotion anew, records and announces the result. Undo:
 * none.
 *
 * @throws MedusaError with the code of the fault. See the workflow.
 */
const assignPromotionStep = createStep(
  "assign-promotion",
  async (
    {
      input: { id, actor },
      order_id,
    }: { input: { id: string; actor: string }; order_id: string },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const result = await service.track(
      reassignAssignment(service, {
        id,
        order_id,
        run_id: `reassign:${randomUUID()}`,
        by: actor,
        trigger: triggerOf(actor),
      }),
      `redemption ${id}`
    )
    if (result.kind === "refused") {
      throw engageError(result.code)
    }
    service.engage.forgetList(result.redemption.contact_id)
    await announce(
      container,
      [result.redemption],
      PromotionRedemptionEvents.REASSIGNED
    )
    return new StepResponse(result.redemption)
  }
)

/** A redemption to give back, and the actor. */
export type ReassignPromotionInput = {
  /** The redemption's id. */
  id: string
  /**
   * The actor, for the ledger: a user's id, `order.canceled`, or
   * `order.return_received`.
   */
  actor: string
  /** True: the operator consents after a partial return. Default: false. */
  despite_partial_return?: boolean
}

/**
 * Gives a customer's offer back after its order was cancelled or wholly returned:
 * Engage has no undo for a redemption, so the contact is assigned the same promotion
 * anew. At most once per redemption. Only for a `redeemed` row with such an order: a
 * redeemed assignment without an order can still be used, `pending` is released by
 * itself, and `attention` is for an operator to resolve first. Undo: none.
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
