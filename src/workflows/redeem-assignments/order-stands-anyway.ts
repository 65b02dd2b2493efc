import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { listAutomatic } from "../sync-cart-promotions/settle-changed-promotions"

/**
 * Whether the order of a refused redemption stands all the same: its promotion has
 * become automatic since it was linked, so everybody has the discount, and a
 * reversal would come to the same price again, for ever. The redemption stays
 * refused, without an order: no operator has to look at it.
 */
export async function orderStandsAnyway(
  container: MedusaContainer,
  { id, promotion_id }: PromotionRedemptionDTO,
  run_id: string
): Promise<boolean> {
  if (!(await listAutomatic(container, [promotion_id])).size) {
    return false
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  await service.forgetRefusedOrder({ id, run_id })
  return true
}
