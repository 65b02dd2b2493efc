import { randomUUID } from "node:crypto"

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { drain } from "../drain"

/** Works through what is due, at the pace that the shop allows. Undo: none. */
export const reconcileDueRedemptionsStep = createStep(
  "reconcile-due-redemptions",
  async (_: void, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    return new StepResponse({
      reconciled: (await service.settlesWhatWaits())
        ? await service.runInBackground(() =>
            drain({ container, service, run_id: `job:${randomUUID()}` })
          )
        : 0,
    })
  }
)
