"use server"

import type { HttpTypes } from "@medusajs/types"

import { attempt, type Result } from "@/lib/result"
import { sdk } from "@/lib/sdk"
import { settings } from "@/lib/settings"
import { retrieveCartNow } from "./cart"
import { changeCart } from "./change-cart"
import { getAuthHeaders, setCartId } from "./cookies"
import { getRegion } from "./regions"
import { withDelivery } from "./with-delivery"

/** Puts one of a variant into the cart; opens a cart if there is none. */
export async function addToCart(variantId: string): Promise<Result> {
  const opened = await attempt(openCart)
  if (!opened.ok) {
    return opened
  }
  return changeCart(async (cartId, headers) => {
    const item = { variant_id: variantId, quantity: 1 }
    const { cart } = await sdk.store.cart.createLineItem(
      cartId,
      item,
      {},
      headers
    )
    await withDelivery(cart, headers)
  })
}

/** Changes how many of a line there are; none takes it off the cart. */
export async function setQuantity(
  lineId: string,
  quantity: number
): Promise<Result> {
  const { cart } = sdk.store
  return changeCart((cartId, headers) =>
    quantity > 0
      ? cart.updateLineItem(cartId, lineId, { quantity }, {}, headers)
      : cart.deleteLineItem(cartId, lineId, {}, headers)
  )
}

/**
 * Adds a code to those that are on the cart. `sdk.store.cart.update` with
 * `promo_codes` would replace them all, which is another thing.
 */
export async function addCode(
  _: Result | null,
  form: FormData
): Promise<Result> {
  const promo_codes = [String(form.get("code")).trim()]
  return changeCart((cartId, headers) =>
    sdk.store.cart.addPromotions(cartId, { promo_codes }, {}, headers)
  )
}

/** Takes one code off the cart. An offer has a way of its own: `removeOffer`. */
export async function removeCode(code: string): Promise<Result> {
  return changeCart((cartId, headers) =>
    sdk.store.cart.removePromotions(
      cartId,
      { promo_codes: [code] },
      {},
      headers
    )
  )
}

async function openCart(): Promise<void> {
  if (await retrieveCartNow()) {
    return
  }
  const { id: region_id } = await getRegion()
  const data: HttpTypes.StoreCreateCart = {
    region_id,
    // Enough to know what delivery costs, long before there is an address.
    shipping_address: { country_code: settings.countryCode },
  }
  const headers = await getAuthHeaders()
  const { cart } = await sdk.store.cart.create(data, {}, headers)
  await setCartId(cart.id)
}
