import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"

/**
 * From its first link on, a promotion works only with an assignment. One that
 * orders have used freely before stays open until an operator decides. Undo:
 * none, it is true whatever becomes of this link.
 */
export const noteManagedPromotionStep = createStep(
  "note-managed-promotion",
  async ({ promotion_id }: { promotion_id: string }, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (await service.isKnownPromotion(promotion_id)) {
      return
    }
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: orders } = await query.graph({
      entity: "order_promotion",
      fields: ["order_id"],
      filters: { promotion_id },
      pagination: { take: 1 },
    })
    await service.noteManagedPromotion({
      promotion_id,
      source: "link",
      awaiting_decision: orders.length > 0,
    })
  }
)
