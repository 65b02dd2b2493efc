import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { CodePromotion } from "../../../modules/promotion-redemption/ledger/managed-promotions"

/**
 * From its first link on, a promotion works only with an assignment. One that
 * orders have used freely before stays open until an operator decides. Undo:
 * none, it is true whatever becomes of this link.
 */
export const noteManagedPromotionStep = createStep(
  "note-managed-promotion",
  async ({ id: promotion_id, code }: CodePromotion, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const known = await service.findManagedPromotion(promotion_id)
    if (known?.promotion_code === code) {
      return
    }
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: orders } = known
      ? { data: [] }
      : await query.graph({
          entity: "order_promotion",
          fields: ["order_id"],
          filters: { promotion_id },
          pagination: { take: 1 },
        })
    await service.noteManagedPromotion({
      promotion_id,
      promotion_code: code,
      source: "link",
      awaiting_decision: orders.length > 0,
    })
  }
)
