import type { MedusaContainer } from "@medusajs/framework/types"

import type { EngagePromotion } from "../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import {
  countsForCart,
  isAssigned,
} from "../../modules/promotion-redemption/ledger/row"
import type { NotGivenOffer } from "../../modules/promotion-redemption/not-given"
import type { StoreEngagePromotion } from "../../types/http"
import { listPromotionsOfOffers, markForShop } from "./for-shop"
import { toListItem, whyNotUsable, ledgerListItem, offerName } from "./offer"
import { listOwnRedemptions } from "./on-cart"
import { whyReservedByOrders, type WhyReserved } from "./why-reserved"

/**
 * Turns Engage's list into offers of the shop, each with its usability and its state
 * on the cart.
 */
export async function describeOffers(
  container: MedusaContainer,
  promotions: EngagePromotion[],
  {
    customer_id,
    cart_id,
    currency_code,
    redemptions,
  }: {
    /** The customer with the offers; null for a guest. */
    customer_id: string | null
    cart_id: string | null
    /** Of the cart; null without a cart. */
    currency_code: string | null
    /** Of the cart. */
    redemptions: CartRedemption[]
  }
): Promise<StoreEngagePromotion[]> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { channel } = await service.getOptions()
  const use = { channel, currency_code }
  const items = promotions.map((promotion) =>
    toListItem(promotion, use, whyNotUsable(promotion, use))
  )
  // Both at once, because a customer is waiting.
  const [whyReserved, shopPromotions] = await Promise.all([
    whyReservedByAssignment(container, items, customer_id),
    listPromotionsOfOffers(container, items, redemptions),
  ])
  return markForShop(
    container,
    cart_id,
    items.map((item) => usedUp(item, whyReserved.get(item.assignment_id))),
    redemptions,
    shopPromotions
  )
}

/** Why orders reserve assignments, by the assignment's id. */
async function whyReservedByAssignment(
  container: MedusaContainer,
  items: StoreEngagePromotion[],
  customer_id: string | null
): Promise<Map<string | null, WhyReserved | undefined>> {
  const ordered = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .ledger.listOrderedAssignments(
      items.map(({ assignment_id }) => assignment_id)
    )
  const reserved = await whyReservedByOrders(container, ordered, customer_id)
  return new Map(
    ordered.map(({ id, assignment_id }) => [assignment_id, reserved.get(id)])
  )
}

/**
 * An order may reserve an assignment that Engage still lists as usable: the order
 * waits to be redeemed, or the list is a moment old.
 */
function usedUp(
  item: StoreEngagePromotion,
  reserved: WhyReserved | undefined
): StoreEngagePromotion {
  return reserved && item.applicable
    ? { ...item, applicable: false, reason: reserved.code }
    : item
}

/**
 * A cart's offers from the ledger alone, while Engage cannot be asked or the
 * customer has no contact any more: applied offers, and offers refused on the cart.
 * Empty without an applied offer, because the shopper could take no offer off.
 */
export async function listKnownToLedger(
  container: MedusaContainer,
  cart_id: string
): Promise<StoreEngagePromotion[]> {
  const redemptions = await listOwnRedemptions(container, cart_id)
  const applied = redemptions.filter(isAssigned).filter(countsForCart)
  if (!applied.length) {
    return []
  }
  const offers = applied.map(ledgerListItem)
  return markForShop(
    container,
    cart_id,
    offers,
    redemptions,
    await listPromotionsOfOffers(container, offers, redemptions)
  )
}

const NOT_NAMED = {
  promotion_code: null,
  currency_code: null,
  promotion_name: null,
}

/** Engage has several contacts for a customer, so the plugin can list no offers. */
export const CONTACT_AMBIGUOUS: NotGivenOffer = {
  ...NOT_NAMED,
  kind: "contact_ambiguous",
}

/**
 * The offers that Engage gives and the shop cannot, because the promotion, or an
 * amount in the cart's currency, is missing.
 */
export function notGivenOf(
  offers: StoreEngagePromotion[],
  currency_code: string | null
): NotGivenOffer[] {
  return offers.flatMap((offer): NotGivenOffer[] => {
    const { reason, promotion_code } = offer
    const named = { ...NOT_NAMED, promotion_name: offerName(offer) }
    if (reason === "promotion_not_configured" && promotion_code) {
      return [{ ...named, kind: "no_promotion", promotion_code }]
    }
    return reason === "promotion_currency_mismatch" && currency_code
      ? [{ ...named, kind: "no_amount", currency_code }]
      : []
  })
}
