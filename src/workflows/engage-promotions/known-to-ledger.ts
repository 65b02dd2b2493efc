import type { MedusaContainer } from "@medusajs/framework/types"

import { isAssigned } from "../../modules/promotion-redemption/ledger/row"
import { isLive } from "../../modules/promotion-redemption/ledger/claim-plan"
import type { StoreEngagePromotion } from "../../types/http"
import { markForShop } from "./for-shop"
import { ledgerListItem } from "./list-item"
import { listOwnRedemptions } from "./own-redemptions"

/**
 * The offers of a cart while Engage cannot be asked, or the customer has no contact
 * there any more: what is applied, and what was refused on it, by the ledger alone.
 * Empty when nothing is applied: then there is
 * nothing that a shopper could take off.
 */
export async function listKnownToLedger(
  container: MedusaContainer,
  cart_id: string
): Promise<StoreEngagePromotion[]> {
  const redemptions = await listOwnRedemptions(container, cart_id)
  const applied = redemptions.filter(isAssigned).filter(isLive)
  return applied.length
    ? markForShop(container, cart_id, applied.map(ledgerListItem), redemptions)
    : []
}
