import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type {
  Claim,
  ClaimInput,
} from "../../modules/promotion-redemption/ledger/claim"
import { isOf } from "../../modules/promotion-redemption/ledger/claim-plan"
import {
  listAutomatic,
  settleChangedPromotions,
} from "../sync-cart-promotions/settle-changed-promotions"

/**
 * Claims the redemptions that discount a cart. Before an order would be refused,
 * and only then, Medusa is asked what operators have done to the promotions since
 * the cart was changed: nobody needs an assignment for one that is automatic now,
 * and one that was deleted and made anew has the redemption of the old one.
 */
export async function claimCart(
  container: MedusaContainer,
  input: Omit<ClaimInput, "channel" | "automatic">
): Promise<Claim> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const claim = await service.claim({ ...input, automatic: null })
  if (!claim.unsure) {
    return claim
  }
  const { cart_id, customer_id } = input
  const linked = (await service.listForCart(cart_id)).filter(
    (row) => row.status === "linked" && isOf(row, customer_id)
  )
  await settleChangedPromotions(container, { cart_id, linked, promotions: [] })
  return service.claim({
    ...input,
    automatic: await listAutomatic(container, claim.unsure),
  })
}
