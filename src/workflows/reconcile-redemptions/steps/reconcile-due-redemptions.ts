import { randomUUID } from "node:crypto"
import { setTimeout as delay } from "node:timers/promises"

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../../../modules/promotion-redemption/service"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { announce } from "../../events"
import { reconcile, type Turn } from "../reconcile"

/** Redemptions that one worker takes, and works on, at a time. */
const BATCH = 10

/** Margin for writing the verdict after the longest possible calls. */
const LEASE_MARGIN_MS = 10_000

/**
 * Works through what is due, at the pace that the shop allows. A redemption that
 * cannot be looked at is left for its lease to end, and does not hold up the
 * others. Undo: none.
 */
export const reconcileDueRedemptionsStep = createStep(
  "reconcile-due-redemptions",
  async (_: void, { container }) => {
    const service: PromotionRedemptionModuleService = container.resolve(
      PROMOTION_REDEMPTION_MODULE
    )
    const options = await service.getOptions()
    if (!options.enabled) {
      return new StepResponse({ reconciled: 0 })
    }
    const turn = { container, service, run_id: `job:${randomUUID()}` }
    let reconciled = 0

    for (;;) {
      const due = await service.takeDue({
        run_id: turn.run_id,
        limit: BATCH,
        // Each may cost a GET and a POST, one after the other.
        lease_ms: 2 * options.timeoutMs + LEASE_MARGIN_MS,
      })
      const pace = delay((due.length * 2 * 1000) / options.requestsPerSecond)
      await Promise.all(due.map((redemption) => settle(turn, redemption)))
      reconciled += due.length
      if (due.length < BATCH) {
        return new StepResponse({ reconciled })
      }
      await pace
    }
  }
)

async function settle(
  turn: Turn,
  redemption: PromotionRedemptionDTO
): Promise<void> {
  try {
    const settled = await reconcile(turn, redemption)
    if (settled && settled.status !== redemption.status) {
      await announce(turn.container, [settled])
    }
  } catch (error) {
    turn.container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `Redemption ${redemption.id} could not be reconciled: ${(error as Error).message}`
      )
  }
}
