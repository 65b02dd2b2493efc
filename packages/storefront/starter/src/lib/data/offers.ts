"use server"

import { sdk } from "@lib/config"
import { getAuthHeaders, getCacheTag, getCartId } from "@lib/data/cookies"
import {
  applyEngagePromotion,
  listEngagePromotions,
  listOrderEngagePromotions,
  removeEngagePromotion,
} from "medusa-plugin-voyado-engage-storefront"
import { revalidateTag } from "next/cache"

/** The customer's offers, and where each stands on the cart. Never throws. */
export async function listOffers(cartId: string) {
  const headers = await getAuthHeaders()
  return listEngagePromotions(sdk, cartId, { headers })
}

/** The offers of an order, by code and name. Never throws. */
export async function listOrderOffers(orderId: string) {
  const headers = await getAuthHeaders()
  return listOrderEngagePromotions(sdk, orderId, { headers })
}

export async function applyOffer(assignmentId: string) {
  return changeCart(applyEngagePromotion, assignmentId)
}

export async function removeOffer(assignmentId: string) {
  return changeCart(removeEngagePromotion, assignmentId)
}

async function changeCart(
  call: typeof applyEngagePromotion | typeof removeEngagePromotion,
  assignmentId: string
) {
  const cartId = (await getCartId()) ?? ""
  const headers = await getAuthHeaders()
  const result = await call(sdk, cartId, assignmentId, { headers })
  // Also after a refusal: the shop may have taken the offer off the cart.
  revalidateTag(await getCacheTag("carts"))
  return { sentence: result.ok ? "" : result.sentence }
}
