import type { MedusaContainer } from "@medusajs/framework/types"

import { isUnavailable } from "../../errors/engage-error"
import type { StoreEngagePromotionListResponse } from "../../types/http"
import {
  listEngagePromotionsWorkflow,
  type ListEngagePromotionsInput,
} from "../../workflows/offers/list-engage-promotions"
import { listKnownToLedger } from "../../workflows/offers/describe"
import { listOwnRedemptions, placeOnCart } from "../../workflows/offers/on-cart"
import type { CartOwner } from "./carts/cart-owner"

/**
 * A shopper's offers. If Engage cannot be asked, only the offers on the cart, so
 * that the shopper can still remove them.
 *
 * @throws MedusaError `engage_unavailable` if Engage cannot be asked and the cart
 * has no offers.
 */
export async function listOffers(
  container: MedusaContainer,
  input: ListEngagePromotionsInput
): Promise<StoreEngagePromotionListResponse> {
  try {
    const { result } = await listEngagePromotionsWorkflow(container).run({
      input,
    })
    return { ...result, count: result.engage_promotions.length }
  } catch (error) {
    const known =
      input.cart_id && isUnavailable(error)
        ? await listKnownToLedger(container, input.cart_id)
        : []
    if (!known.length) {
      throw error
    }
    return {
      engage_promotions: known,
      count: known.length,
      reason: "engage_unavailable",
    }
  }
}

/**
 * Lists the offers that were refused to the cart's present customer. The ledger has
 * the refusals and their reasons; Engage, if available, only adds the offers' texts.
 */
export async function listRefused(
  container: MedusaContainer,
  input: CartOwner & { cart_id: string }
): Promise<StoreEngagePromotionListResponse> {
  const redemptions = await listOwnRedemptions(container, input.cart_id)
  const refused = placeOnCart([], redemptions).filter(({ refused }) => refused)
  if (!refused.length) {
    return { engage_promotions: [], count: 0, reason: null }
  }
  const listed = await listEngagePromotionsWorkflow(container)
    .run({ input })
    .then(
      ({ result }) => result.engage_promotions,
      (error: unknown) => {
        if (!isUnavailable(error)) {
          throw error
        }
        return []
      }
    )
  const engage_promotions = refused.map(
    (offer) =>
      listed.find(
        ({ assignment_id }) => assignment_id === offer.assignment_id
      ) ?? offer
  )
  return {
    engage_promotions,
    count: engage_promotions.length,
    reason: null,
  }
}
