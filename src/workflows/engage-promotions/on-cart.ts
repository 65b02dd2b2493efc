import { isErrorCode } from "../../errors/catalogue"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import {
  isLive,
  isRefused,
} from "../../modules/promotion-redemption/ledger/claim-plan"
import { isAssigned } from "../../modules/promotion-redemption/ledger/row"
import type { StoreEngagePromotion } from "../../types/http"
import { goneListItem } from "./list-item"

/**
 * Where offers stand on a cart. Those of the cart that Engage does not list are
 * put after the others.
 */
export function placeOnCart(
  offers: StoreEngagePromotion[],
  redemptions: CartRedemption[]
): StoreEngagePromotion[] {
  const listed = new Set(offers.map(({ assignment_id }) => assignment_id))
  const gone = [
    ...new Map(
      redemptions
        .filter(isAssigned)
        .filter(
          (row) =>
            (row.status === "linked" || isRefused(row)) &&
            !listed.has(row.assignment_id)
        )
        .map((row) => [row.assignment_id, goneListItem(row)])
    ).values(),
  ]
  return [...offers, ...gone].map((offer) => onCart(offer, redemptions))
}

/** Where an assignment stands on the cart: its latest redemption decides. */
function onCart(
  item: StoreEngagePromotion,
  redemptions: CartRedemption[]
): StoreEngagePromotion {
  const latest = redemptions
    .filter(({ assignment_id }) => assignment_id === item.assignment_id)
    .at(-1)
  if (!latest) {
    return item
  }
  if (isRefused(latest)) {
    return {
      ...item,
      applicable: false,
      reason: isErrorCode(latest.reason) ? latest.reason : "promotion_refused",
      refused: true,
    }
  }
  // Redeemed by this cart's own completion, it is as good as unused here.
  const ours = latest.redeemed_at !== null
  return {
    ...item,
    promotion_code: latest.promotion_code,
    applied: isLive(latest),
    applicable: ours || item.applicable,
    reason: ours ? null : item.reason,
  }
}
