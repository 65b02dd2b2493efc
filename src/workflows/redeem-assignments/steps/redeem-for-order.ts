import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { redeemClaimed } from "../redeem-claimed"
import type { RedeemForOrderInput } from "../redeem-for-order"
import { requireAssignments } from "../require-assignments"

/**
 * Redeems what was claimed for an order. Undo: none; what was committed is
 * unwound with the claim, from the ledger.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue.
 */
export const redeemForOrderStep = createStep(
  "redeem-for-order",
  async (input: RedeemForOrderInput, { container }) => {
    await requireAssignments(container, input)
    return new StepResponse(await redeemClaimed(container, input))
  }
)
