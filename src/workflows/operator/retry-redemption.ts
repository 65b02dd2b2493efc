import { randomUUID } from "node:crypto"

import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { decideForOperator } from "../../modules/promotion-redemption/ledger/decide"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { announce } from "../announce"
import { retrieveOrders } from "../medusa/orders"
import {
  apply,
  carryOut,
  factsOf,
  type Applied,
  type Holder,
} from "../background/reconcile"
import { rowOrThrow } from "./action-result"

/**
 * Takes a redemption under an operator's lease a step further, by the job's own
 * rules. A row in `attention` is decided as in its earlier status.
 *
 * @throws MedusaError NOT_ALLOWED `assignment_held_elsewhere`
 */
async function reconcileForOperator(
  holder: Holder,
  redemption: DueRedemption
): Applied {
  // The operator holds the lease, so the caller of any open attempt is gone.
  await holder.service.ledger.closeLostAttempts(redemption.id)
  const row = await reservingAgain(holder, redemption)
  return carryOut(holder, row, await factsOf(holder, row), decideForOperator)
}

/** A refused row with a standing order is tried again for this order. */
async function reservingAgain(
  holder: Holder,
  redemption: DueRedemption
): Promise<DueRedemption> {
  const { standing_order_id: order_id } = await factsOf(holder, redemption)
  if (redemption.redeemed_at || !redemption.rejected_at || !order_id) {
    return redemption
  }
  const { service, run_id } = holder
  if (
    await service.ledger.reserveAgain({ id: redemption.id, run_id, order_id })
  ) {
    return { ...redemption, rejected_at: null, order_id }
  }
  await apply(holder, redemption, { event: "see_nothing_new" })
  throw engageError("assignment_held_elsewhere")
}

/** How long an operator waits for one call to Engage, in milliseconds. */
const OPERATOR_WAIT_MS = 15_000

/** Lease time for locks and for writing the verdict, in milliseconds. */
const LEASE_MARGIN_MS = 60_000

/**
 * Takes the redemption's lease, tries the redemption, and ends the lease. Undo:
 * none.
 */
const retryRedemptionStep = createStep(
  "retry-redemption",
  async ({ id, actor_id }: RetryRedemptionInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const { enabled, timeoutMs } = await service.getOptions()
    if (!enabled) {
      throw engageError("engage_not_configured")
    }
    const run_id = `manual:${randomUUID()}`
    const taken = rowOrThrow(
      id,
      await service.ledger.takeForRetry({
        id,
        run_id,
        actor_id,
        lease_ms: 2 * timeoutMs + LEASE_MARGIN_MS,
      })
    )
    const changed = await service.runInBackground(async () =>
      reconcileForOperator(
        {
          container,
          service,
          run_id,
          orders: await retrieveOrders(container, [taken]),
          by: actor_id,
          wait_ms: OPERATOR_WAIT_MS,
        },
        taken
      )
    )
    const redemption =
      changed ??
      ((await service.retrievePromotionRedemption(
        id
      )) as PromotionRedemptionDTO)
    await service.ledger.finishAction({
      id: taken.action_id,
      to_status: redemption.status,
    })
    if (redemption.status !== taken.status) {
      await announce(container, [redemption])
    }
    return new StepResponse(redemption)
  }
)

/** A redemption to try, and the operator. */
export type RetryRedemptionInput = {
  id: string
  /** Id of the user or of the secret key, for the record. */
  actor_id: string
}

/**
 * Tries a `pending` or `attention` redemption now, like the job, and records the
 * operator. Waits 15 s at most for each call to Engage; a later answer still settles
 * the redemption.
 *
 * @returns the redemption afterwards, with any result.
 * @throws MedusaError NOT_FOUND; NOT_ALLOWED `redemption_action_not_allowed` in
 * another status, `redemption_busy` while a completion, the job or another operator
 * may still change the row, `assignment_held_elsewhere`, `engage_not_configured`.
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
