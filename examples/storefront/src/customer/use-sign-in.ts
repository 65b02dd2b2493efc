import { useMutation } from "@tanstack/react-query"

import { forgetCart, rememberedCartId } from "../cart/remembered-cart"
import { queryClient } from "../shop/query-client"
import { sdk } from "../shop/sdk"

/** What somebody signs in with. */
export type Credentials = { email: string; password: string }

/** Signs a customer in. The cart that they have filled as a guest is theirs. */
export function useSignIn() {
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const token = await sdk.auth.login("customer", "emailpass", credentials)
      if (typeof token !== "string") {
        throw new Error("This shop does not support a second factor yet.")
      }
      const cartId = rememberedCartId()
      if (cartId) {
        // Somebody else's by now, or completed: they start with a new one.
        await sdk.store.cart.transferCart(cartId).catch(forgetCart)
      }
    },
    onSuccess: () => queryClient.resetQueries(),
  })
}

/** Signs the customer out. What is theirs does not stay in this browser. */
export function useSignOut() {
  return useMutation({
    mutationFn: async () => {
      await sdk.auth.logout()
      forgetCart()
    },
    onSuccess: () => queryClient.resetQueries(),
  })
}
