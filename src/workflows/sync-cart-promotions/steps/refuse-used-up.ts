import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { AssignedRedemption } from "../../../modules/promotion-redemption/ledger/row"
import { announce } from "../../announce"
import { usedUpCodes, type SkippedCodes } from "../../medusa/cart"

/**
 * Refuses what is linked to a cart and was not put on it, as its promotion's usage
 * limit, its campaign's budget or its rule of once per customer is used up. The
 * customer finds the reason in the list. Undo: none is needed, as nothing was sent
 * and the customer can apply the offer again.
 */
export const refuseUsedUpStep = createStep(
  "refuse-used-up",
  async (
    { cart_id, skipped }: { cart_id: string; skipped: SkippedCodes },
    { container }
  ) => {
    const codes = usedUpCodes(skipped)
    if (!codes.length) {
      return new StepResponse<AssignedRedemption[]>([])
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemptions = await service.listForCart(cart_id)
    const refused = await service.refuseLinked({
      cart_id,
      promotion_ids: redemptions
        .filter(({ promotion_code }) => codes.includes(promotion_code))
        .map(({ promotion_id }) => promotion_id),
      code: "promotion_limit_reached",
      by: "cart",
    })
    await announce(container, refused)
    return new StepResponse<AssignedRedemption[]>(refused)
  }
)
