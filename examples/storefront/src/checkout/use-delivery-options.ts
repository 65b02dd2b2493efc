import { useQuery } from "@tanstack/react-query"

import { useChangeCart } from "../cart/use-change-cart"
import { sdk } from "../shop/sdk"
import type { Cart } from "../shop/types"

/** The ways in which a cart can be delivered where it goes. */
export function useDeliveryOptions({ id, shipping_address }: Cart) {
  return useQuery({
    queryKey: ["delivery", id, shipping_address?.postal_code],
    queryFn: async () => {
      const { shipping_options } = await sdk.store.fulfillment.listCartOptions({
        cart_id: id,
      })
      return shipping_options
    },
  })
}

/** Chooses a way of delivery; takes the option's id. */
export function useChooseDelivery(cartId: string) {
  return useChangeCart(async (optionId: string) => {
    const { cart } = await sdk.store.cart.addShippingMethod(cartId, {
      option_id: optionId,
    })
    return cart
  })
}
