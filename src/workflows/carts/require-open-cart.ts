import type { MedusaContainer } from "@medusajs/framework/types"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"

/**
 * Makes sure that a cart is not an order. Medusa calls it completed before Engage
 * has answered: until then the order may still be undone.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_in_progress` while an assignment on
 * the cart is being redeemed, `cart_already_completed` after that.
 */
export async function requireOpenCart(
  container: MedusaContainer,
  cart: { id: string; completed_at?: Date | string | null }
): Promise<void> {
  if (!cart.completed_at) {
    return
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const rows = await service.listForCart(cart.id)
  const undecided = rows.some(
    ({ status }) => status === "claimed" || status === "redeeming"
  )
  throw engageError(
    undecided ? "redemption_in_progress" : "cart_already_completed"
  )
}
