import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { providePromotion } from "../../provided-promotions/provide"
import { wantedPromotion } from "../../provided-promotions/wanted"
import type { ChosenAssignment } from "./choose-assignment"

/**
 * The code of the Medusa promotion that gives what an assignment promises. An
 * EXTERNALOFFER names it. For PERCENT and MONEY the plugin makes one, with a code
 * that begins with the offer's name and cannot be guessed, and uses it again for everybody who has the same offer.
 * One that an operator has changed or deleted is left to those who have it on a
 * cart, and another is made; one that is not active any more is not used. Undo:
 * none, it is the same for the next customer.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured` when an operator has
 * switched the promotion off; `promotion_currency_mismatch`.
 */
export const providePromotionStep = createStep(
  "provide-promotion",
  async (
    { cart_id, chosen }: { cart_id: string; chosen: ChosenAssignment },
    { container }
  ) => {
    const { value } = chosen
    if (value.type === "EXTERNALOFFER") {
      return new StepResponse(value.promotion_code)
    }
    const wanted = await wantedPromotion(
      container,
      cart_id,
      chosen.engage_promotion_id ?? chosen.assignment_id,
      value
    )
    return new StepResponse(
      await providePromotion(container, wanted, chosen.promotion_name)
    )
  }
)
