import { useChangeCart } from "../cart/use-change-cart"
import { withDelivery } from "../cart/open-cart"
import { sdk } from "../shop/sdk"
import { settings } from "../shop/settings"

/** Who gets the parcel, and where. */
export type DeliveryAddress = {
  email: string
  first_name: string
  last_name: string
  address_1: string
  postal_code: string
  city: string
}

/**
 * Notes on the cart where it goes. Another address can mean other ways of
 * delivery: the one that was chosen may be gone, and then the first is taken.
 */
export function useSaveAddress(cartId: string) {
  return useChangeCart(async ({ email, ...address }: DeliveryAddress) => {
    const place = { ...address, country_code: settings.countryCode }
    const { cart } = await sdk.store.cart.update(cartId, {
      email,
      shipping_address: place,
      billing_address: place,
    })
    return withDelivery(cart)
  })
}
