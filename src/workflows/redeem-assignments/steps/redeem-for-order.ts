import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { keepClaim } from "../keep-claim"
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
    const letGo = keepClaim(
      container.resolve(PROMOTION_REDEMPTION_MODULE),
      input
    )
    try {
      return new StepResponse(await redeemClaimed(container, input))
    } finally {
      letGo()
    }
  }
)
