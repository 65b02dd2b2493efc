import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isErrorCode } from "../../errors/catalogue"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import {
  countsForCart,
  isAssigned,
  isOf,
  isRefused,
} from "../../modules/promotion-redemption/ledger/row"
import type { StoreEngagePromotion } from "../../types/http"
import { noteOffers } from "../medusa/cart-offers"
import { goneListItem } from "./offer"

/**
 * Adds each offer's state on a cart. The cart's offers missing in Engage's list come
 * last.
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

/** An assignment's state on the cart, from its latest redemption. */
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
  // An assignment redeemed by this cart's own completion can still be used here.
  const ours = latest.redeemed_at !== null
  return {
    ...item,
    promotion_code: latest.promotion_code,
    applied: countsForCart(latest),
    applicable: ours || item.applicable,
    reason: ours ? null : item.reason,
  }
}

/**
 * A cart's redemptions of its present customer, oldest first. An earlier customer's
 * linked or refused offers are not shown to the present customer. Restores the note
 * in the cart's metadata that the cart has offers, if it is lost.
 */
export async function listOwnRedemptions(
  container: MedusaContainer,
  cart_id: string
): Promise<CartRedemption[]> {
  const redemptions = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .ledger.listForCart(cart_id)
  if (!redemptions.length) {
    return []
  }
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["customer_id", "metadata"],
    filters: { id: cart_id },
  })
  const own = redemptions.filter((redemption) =>
    isOf(redemption, cart?.customer_id ?? null)
  )
  if (cart && own.some(({ status }) => status === "linked")) {
    // Code of the shop's may have emptied the metadata. An offer that is shown as
    // applied must come back with the cart's next change.
    await noteOffers(container, { id: cart_id, metadata: cart.metadata }, true)
  }
  return own
}
