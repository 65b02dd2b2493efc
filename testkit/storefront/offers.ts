import type { StoreEngagePromotion } from "../../src/types"
import type { Cart } from "./cart"
import type { StoreApi } from "./store-api"

/** The customer's personal offers, and whether each is on the cart. */
export async function listOffers(
  api: StoreApi,
  cartId: string
): Promise<StoreEngagePromotion[]> {
  const { engage_promotions } = await api.get<{
    engage_promotions: StoreEngagePromotion[]
  }>(`/store/carts/${cartId}/engage-promotions`)
  return engage_promotions
}

/**
 * Applies an offer to the cart; the shop does not redeem the offer at Engage yet.
 * @throws StoreApiError 400 with a code that says why the customer cannot use the
 * offer.
 */
export async function applyOffer(
  api: StoreApi,
  cartId: string,
  assignmentId: string
): Promise<Cart> {
  const { cart } = await api.post<{ cart: Cart }>(
    `/store/carts/${cartId}/engage-promotions`,
    { assignment_id: assignmentId }
  )
  return cart
}

/**
 * Takes an offer off the cart.
 * @throws StoreApiError 400 with a code that says why the offer must stay.
 */
export async function removeOffer(
  api: StoreApi,
  cartId: string,
  assignmentId: string
): Promise<Cart> {
  const { cart } = await api.delete<{ cart: Cart }>(
    `/store/carts/${cartId}/engage-promotions/${assignmentId}`
  )
  return cart
}
