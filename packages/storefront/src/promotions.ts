import { refusalOf, type Refusal } from "./refusal"
import { offersOf, request } from "./request"
import type { EngageCart, EngageSdk, EngageSelectOptions } from "./sdk"

/** The result of applying or removing an offer: the cart, or a refusal. */
export type ChangeCartResult<Cart> = { ok: true; cart: Cart } | Refusal

/**
 * Applies an offer to the cart, and returns the cart with the discount. The shop
 * asks Engage every time whether the customer can use the offer. Never throws.
 */
export function applyEngagePromotion<Cart extends EngageCart>(
  sdk: EngageSdk<Cart>,
  cartId: string,
  assignmentId: string,
  options?: EngageSelectOptions
): Promise<ChangeCartResult<Cart>> {
  return change(sdk, offersOf(cartId), options, {
    method: "POST",
    body: { assignment_id: assignmentId },
  })
}

/**
 * Takes an offer off the cart, and returns the cart without the discount. Works
 * without Engage. Never throws. The refusal is `promotion_not_found` if the offer is
 * not on the cart, and `redemption_in_progress` while the shop is making an order of
 * the cart.
 */
export function removeEngagePromotion<Cart extends EngageCart>(
  sdk: EngageSdk<Cart>,
  cartId: string,
  assignmentId: string,
  options?: EngageSelectOptions
): Promise<ChangeCartResult<Cart>> {
  const path = `${offersOf(cartId)}/${encodeURIComponent(assignmentId)}`
  return change(sdk, path, options, { method: "DELETE" })
}

async function change<Cart extends EngageCart>(
  sdk: EngageSdk<Cart>,
  path: string,
  options: EngageSelectOptions | undefined,
  init: Parameters<typeof request>[3]
): Promise<ChangeCartResult<Cart>> {
  try {
    const { cart } = await request<{ cart: Cart }>(sdk, path, options, init)
    return { ok: true, cart }
  } catch (error) {
    return refusalOf(error, options)
  }
}
