import { fetchRegion } from "../shop/fetch-region"
import { sdk } from "../shop/sdk"
import { settings } from "../shop/settings"
import { rememberCart, rememberedCartId } from "./remembered-cart"
import type { Cart } from "../shop/types"

/** Id of the cart to fill; a new one if there is none. */
export async function openCart(): Promise<string> {
  const known = rememberedCartId()
  if (known) {
    return known
  }
  const region = await fetchRegion()
  const { cart } = await sdk.store.cart.create({
    region_id: region.id,
    // Enough to know what delivery costs, long before there is an address.
    shipping_address: { country_code: settings.countryCode },
  })
  rememberCart(cart.id)
  return cart.id
}

/**
 * The cart with a way to be delivered: the shop's first, if none is chosen. So
 * its total is what there is to pay, and an offer on delivery has something to
 * give.
 */
export async function withDelivery(cart: Cart): Promise<Cart> {
  if (cart.shipping_methods?.length || !cart.items?.length) {
    return cart
  }
  const { shipping_options } = await sdk.store.fulfillment.listCartOptions({
    cart_id: cart.id,
  })
  const first = shipping_options[0]
  if (!first) {
    return cart
  }
  const { cart: changed } = await sdk.store.cart.addShippingMethod(cart.id, {
    option_id: first.id,
  })
  return changed
}
