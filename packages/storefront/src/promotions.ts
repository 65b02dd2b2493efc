import type { StoreEngagePromotion } from "../../../src/types/http"
import { list, offersOf, request } from "./request"
import type {
  EngageCart,
  EngageClient,
  EngageRequestOptions,
  EngageSdk,
  EngageSelectOptions,
} from "./sdk"

/**
 * Lists the offers of the cart's customer, and where each stands on the cart.
 * A customer whom Engage does not know has none.
 *
 * @throws EngagePromotionError `engage_unavailable` when Engage cannot be asked.
 * The sdk's own error when nobody is signed in (401), or the cart is not theirs
 * (404).
 */
export function listEngagePromotions(
  sdk: EngageClient,
  cartId: string,
  options?: EngageRequestOptions
): Promise<StoreEngagePromotion[]> {
  return list(sdk, offersOf(cartId), options)
}

/**
 * Lists the signed-in customer's offers, without a cart.
 *
 * @throws as {@link listEngagePromotions}.
 */
export function listCustomerEngagePromotions(
  sdk: EngageClient,
  options?: EngageRequestOptions
): Promise<StoreEngagePromotion[]> {
  return list(sdk, "/store/customers/me/engage-promotions", options)
}

/**
 * Applies an offer to the cart, and answers the cart with its discount. Engage is
 * asked each time whether it can be used.
 *
 * @throws EngagePromotionError with the reason why not.
 */
export async function applyEngagePromotion<Cart extends EngageCart>(
  sdk: EngageSdk<Cart>,
  cartId: string,
  assignmentId: string,
  options?: EngageSelectOptions
): Promise<Cart> {
  const { cart } = await request<{ cart: Cart }>(
    sdk,
    offersOf(cartId),
    options,
    { method: "POST", body: { assignment_id: assignmentId } }
  )
  return cart
}

/**
 * Takes an offer off the cart, and answers the cart without its discount. Works
 * without Engage.
 *
 * @throws EngagePromotionError `promotion_not_found` if it is not on the cart,
 * `redemption_in_progress` while an order is being made of the cart.
 */
export async function removeEngagePromotion<Cart extends EngageCart>(
  sdk: EngageSdk<Cart>,
  cartId: string,
  assignmentId: string,
  options?: EngageSelectOptions
): Promise<Cart> {
  const { cart } = await request<{ cart: Cart }>(
    sdk,
    `${offersOf(cartId)}/${encodeURIComponent(assignmentId)}`,
    options,
    { method: "DELETE" }
  )
  return cart
}
