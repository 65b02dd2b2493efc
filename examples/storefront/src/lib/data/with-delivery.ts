import "server-only"

import type { HttpTypes } from "@medusajs/types"

import { sdk } from "@/lib/sdk"
import { listDeliveryOptions } from "./cart"

/**
 * Gives a cart a way to be delivered: the shop's first, if none is chosen. So its
 * total is what there is to pay, and an offer on delivery has something to give.
 */
export async function withDelivery(
  cart: HttpTypes.StoreCart,
  headers: { authorization?: string }
): Promise<void> {
  if (cart.shipping_methods?.length || !cart.items?.length) {
    return
  }
  const [first] = await listDeliveryOptions(cart.id)
  if (first) {
    const method = { option_id: first.id }
    await sdk.store.cart.addShippingMethod(cart.id, method, {}, headers)
  }
}
