import { useMutation } from "@tanstack/react-query"

import { announceTotal } from "./announce-total"
import { openCart, withDelivery } from "./open-cart"
import { setCart } from "./use-cart"
import { queryClient } from "../shop/query-client"
import { sdk } from "../shop/sdk"
import type { Cart } from "../shop/types"

/**
 * Something that changes the cart. The total that comes of it is read out, and
 * what each offer is worth is asked anew.
 */
export function useChangeCart<Input>(change: (input: Input) => Promise<Cart>) {
  return useMutation({
    // Two changes at once would each answer a cart without the other.
    scope: { id: "cart" },
    mutationFn: change,
    onSuccess: (cart) => {
      setCart(cart)
      announceTotal(cart)
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["offers"] })
    },
  })
}

/** Puts one of a variant into the cart; takes the variant's id. */
export function useAddItem() {
  return useChangeCart(async (variantId: string) => {
    const { cart } = await sdk.store.cart.createLineItem(await openCart(), {
      variant_id: variantId,
      quantity: 1,
    })
    return withDelivery(cart)
  })
}

/** Changes how many of a line there are; none takes it off the cart. */
export function useSetQuantity(cartId: string) {
  return useChangeCart(
    async ({ lineId, quantity }: { lineId: string; quantity: number }) => {
      if (quantity > 0) {
        const { cart } = await sdk.store.cart.updateLineItem(cartId, lineId, {
          quantity,
        })
        return cart
      }
      await sdk.store.cart.deleteLineItem(cartId, lineId)
      const { cart } = await sdk.store.cart.retrieve(cartId)
      return cart
    }
  )
}
