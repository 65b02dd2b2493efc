import { createStep } from "@medusajs/framework/workflows-sdk"

import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { announce } from ".."

/** Emits where redemptions stand, once that is committed. Undo: none. */
export const announceRedemptionsStep = createStep(
  "announce-redemptions",
  async (
    { redemptions }: { redemptions: PromotionRedemptionDTO[] },
    { container }
  ) => {
    await announce(container, redemptions)
  }
)
