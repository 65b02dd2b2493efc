import "server-only"

import type { HttpTypes } from "@medusajs/types"
import { cache } from "react"

import { statusOf } from "@/lib/result"
import { sdk } from "@/lib/sdk"
import { cachedAs, getAuthHeaders, getCartId } from "./cookies"

/** The visitor's cart; null if nothing was put into one yet. */
export const retrieveCart = cache(async () =>
  fetchCart(await cachedAs("carts"))
)

/** The cart as it is at this moment, for what must not rest on a cached one. */
export function retrieveCartNow() {
  return fetchCart({ cache: "no-store" })
}

/** The ways in which a cart can be delivered where it goes. */
export async function listDeliveryOptions(
  cartId: string
): Promise<HttpTypes.StoreCartShippingOption[]> {
  const { shipping_options } =
    await sdk.client.fetch<HttpTypes.StoreShippingOptionListResponse>(
      "/store/shipping-options",
      { query: { cart_id: cartId }, headers: await getAuthHeaders() }
    )
  return shipping_options
}

async function fetchCart(
  options: Awaited<ReturnType<typeof cachedAs>>
): Promise<HttpTypes.StoreCart | null> {
  const id = await getCartId()
  if (!id) {
    return null
  }
  try {
    const { cart } = await sdk.client.fetch<{
      cart: HttpTypes.StoreCart & { completed_at?: string | null }
    }>(`/store/carts/${id}`, { ...options, headers: await getAuthHeaders() })
    // Perhaps a payment provider completed it, or another tab did.
    return cart.completed_at ? null : cart
  } catch (error) {
    if (statusOf(error) === 404) {
      return null
    }
    throw error
  }
}
