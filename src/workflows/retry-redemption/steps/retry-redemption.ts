import { randomUUID } from "node:crypto"

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { announce } from "../../announce"
import { rowOrThrow } from "../../operator/action-result"
import { retrieveOrders } from "../../medusa/orders"
import { settleForOperator } from "../settle-for-operator"
import type { RetryRedemptionInput } from ".."

/** How long an operator waits for one call to Engage, in milliseconds. */
const OPERATOR_WAIT_MS = 15_000

/** Margin for locks and for writing the verdict, in milliseconds. */
const LEASE_MARGIN_MS = 60_000

/** Takes the redemption, tries it, and gives it up. Undo: none. */
export const retryRedemptionStep = createStep(
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
      await service.takeForRetry({
        id,
        run_id,
        actor_id,
        lease_ms: 2 * timeoutMs + LEASE_MARGIN_MS,
      })
    )
    const settled = await service.runInBackground(async () =>
      settleForOperator(
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
      settled ??
      ((await service.retrievePromotionRedemption(
        id
      )) as PromotionRedemptionDTO)
    await service.finishAction({
      id: taken.action_id,
      to_status: redemption.status,
    })
    if (redemption.status !== taken.status) {
      await announce(container, [redemption])
    }
    return new StepResponse(redemption)
  }
)
