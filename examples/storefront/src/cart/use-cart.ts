import { useQuery } from "@tanstack/react-query"

import { statusOf } from "../shop/errors"
import { queryClient } from "../shop/query-client"
import { sdk } from "../shop/sdk"
import { forgetCart, rememberedCartId } from "./remembered-cart"
import type { Cart } from "../shop/types"

const KEY = ["cart"]

/** The cart as it was answered last; null if nothing was put into one yet. */
export function useCart() {
  return useQuery({ queryKey: KEY, queryFn: retrieveCart })
}

/** Notes what the shop answered: every change answers the whole cart. */
export function setCart(cart: Cart | null): void {
  queryClient.setQueryData(KEY, cart)
}

async function retrieveCart(): Promise<Cart | null> {
  const id = rememberedCartId()
  if (!id) {
    return null
  }
  try {
    const { cart } = await sdk.store.cart.retrieve(id)
    // Perhaps a payment provider completed it, or another tab did.
    return "completed_at" in cart && cart.completed_at ? startAnew() : cart
  } catch (error) {
    if (statusOf(error) === 404) {
      return startAnew()
    }
    throw error
  }
}

function startAnew(): null {
  forgetCart()
  return null
}
