import type { StoreEngagePromotion } from "../../src/types"
import type { Cart } from "./cart"
import type { StoreApi } from "./store-api"

/** The customer's personal offers, and where each stands on the cart. */
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
 * Applies an offer to the cart; nothing is sent to Engage to redeem it yet.
 * @throws StoreApiError 400 with a code that says why it cannot be used.
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
 * Takes an offer off the cart again.
 * @throws StoreApiError 400 with a code that says why it has to stay.
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
