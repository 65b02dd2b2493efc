import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import { isOf } from "../../modules/promotion-redemption/ledger/claim-plan"

/**
 * A cart's redemptions, oldest first, of the customer to whom it belongs now. What
 * an earlier customer linked to it, or was refused on it, is nobody else's to see.
 */
export async function listOwnRedemptions(
  container: MedusaContainer,
  cart_id: string
): Promise<CartRedemption[]> {
  const redemptions = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .listForCart(cart_id)
  if (!redemptions.length) {
    return []
  }
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["customer_id"],
    filters: { id: cart_id },
  })
  return redemptions.filter((redemption) =>
    isOf(redemption, cart?.customer_id ?? null)
  )
}
