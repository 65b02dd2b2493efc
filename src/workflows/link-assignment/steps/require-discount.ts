import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { discountsOf } from "../../carts/discounts"
import { noteFallenOffer } from "../../carts/fallen-offer"
import { usedUpCodes, type SkippedCodes } from "../../carts/used-up-codes"
import type { LinkablePromotion } from "./retrieve-linkable-promotion"

/**
 * An offer that gives this cart nothing is not applied. One on shipping may be
 * applied before there is a shipping method, unless its promotion is used up.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_limit_reached`,
 * `promotion_not_applicable`
 */
export const requireDiscountStep = createStep(
  "require-discount",
  async (
    {
      cart_id,
      promotion,
      skipped,
    }: {
      cart_id: string
      promotion: LinkablePromotion
      skipped: SkippedCodes
    },
    { container }
  ) => {
    if (usedUpCodes(skipped).includes(promotion.code)) {
      throw engageError("promotion_limit_reached")
    }
    const carts = container.resolve(Modules.CART)
    const cart = await carts.retrieveCart(cart_id, {
      select: ["id"],
      relations: [
        "items.adjustments",
        "shipping_methods.adjustments",
        "credit_lines",
      ],
    })
    const discounts = discountsOf(cart).some(
      ({ promotion_id }) => promotion_id === promotion.id
    )
    if (!discounts) {
      const waits = promotion.is_for_shipping && !cart.shipping_methods?.length
      if (!waits) {
        throw engageError("promotion_not_applicable")
      }
      await noteFallenOffer(container, cart_id, true)
    }
    return new StepResponse({
      /** A gift card, or something else beside the payment, pays a part. */
      has_credit_lines: Boolean(cart.credit_lines?.length),
    })
  }
)
