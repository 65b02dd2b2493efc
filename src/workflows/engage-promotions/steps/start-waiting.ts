import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"

/**
 * Until when a page waits for Engage, in milliseconds since 1970: one time for all
 * that is asked for one list.
 */
export const startWaitingStep = createStep(
  "start-waiting-for-list",
  async (_: void, { container }) => {
    const { listWaitMs } = await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .getOptions()
    return new StepResponse(Date.now() + listWaitMs)
  }
)
