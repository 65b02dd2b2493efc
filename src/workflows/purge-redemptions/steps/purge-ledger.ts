import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"

/** Deletes and strips what is old enough. Undo: none. */
export const purgeLedgerStep = createStep(
  "purge-ledger",
  async (_: void, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    return new StepResponse(await service.purge())
  }
)
