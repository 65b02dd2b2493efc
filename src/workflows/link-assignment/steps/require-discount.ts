import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { discountsOf } from "../../medusa/discounts"
import { usedUpCodes, type SkippedCodes } from "../../medusa/cart"
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
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const {
      data: [cart],
    } = await query.graph({
      entity: "cart",
      fields: [
        "id",
        "items.adjustments.*",
        "shipping_methods.id",
        "shipping_methods.adjustments.*",
      ],
      filters: { id: cart_id },
    })
    const discounts = discountsOf(cart).some(
      ({ promotion_id }) => promotion_id === promotion.id
    )
    const waits = promotion.is_for_shipping && !cart?.shipping_methods?.length
    if (!discounts && !waits) {
      throw engageError("promotion_not_applicable")
    }
  }
)
