import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { rowOrThrow } from "../../operator/action-result"
import type { ResolveRedemptionInput } from ".."

/** Writes the operator's word. Undo: none, it was given. */
export const resolveRedemptionStep = createStep(
  "resolve-redemption",
  async (input: ResolveRedemptionInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    return new StepResponse(rowOrThrow(input.id, await service.resolve(input)))
  }
)
