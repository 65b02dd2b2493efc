import { refusalOf, type Refusal } from "./refusal"
import { offersOf, request } from "./request"
import type { EngageCart, EngageSdk, EngageSelectOptions } from "./sdk"

/** What became of a change of a cart's offers. */
export type ChangeCartResult<Cart> = { ok: true; cart: Cart } | Refusal

/**
 * Applies an offer to the cart, and answers the cart with its discount. Engage is
 * asked each time whether it can be used. Never throws.
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
 * Takes an offer off the cart, and answers the cart without its discount. Works
 * without Engage. Never throws; refused with `promotion_not_found` if the offer is
 * not on the cart, and with `redemption_in_progress` while an order is being made
 * of it.
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
