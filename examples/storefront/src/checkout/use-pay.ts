import { useMutation } from "@tanstack/react-query"
import { completeCart } from "medusa-plugin-voyado-engage-storefront"
import { useNavigate } from "react-router-dom"

import { forgetCart } from "../cart/remembered-cart"
import { setCart } from "../cart/use-cart"
import { discountNames } from "../offers/discount-names"
import { useCartOffers } from "../offers/use-offers"
import type { OrderPlaced } from "../orders/order-page"
import { queryClient } from "../shop/query-client"
import { sdk } from "../shop/sdk"
import { settings } from "../shop/settings"
import type { Cart } from "../shop/types"

/** What became of a payment. */
export type PaymentOutcome = Awaited<ReturnType<typeof payFor>>

/**
 * Pays for the cart and places the order, and goes to its confirmation. Anything
 * else than an order stays in `data`: what it is, and the cart as it is now.
 */
export function usePay(cart: Cart) {
  const navigate = useNavigate()
  const { data: offers } = useCartOffers(cart.id)

  return useMutation({
    scope: { id: "cart" },
    mutationFn: () => payFor(cart),
    onSuccess: async (outcome) => {
      if (outcome.type !== "order") {
        setCart(outcome.cart)
        return
      }
      forgetCart()
      const placed: OrderPlaced = {
        isNew: true,
        discounts: discountNames(offers),
      }
      await navigate(`/orders/${outcome.order.id}`, {
        replace: true,
        state: placed,
      })
      setCart(null)
      void queryClient.invalidateQueries({ queryKey: ["orders"], exact: true })
    },
    // Without an answer nobody knows how far it got.
    onError: () => queryClient.invalidateQueries({ queryKey: ["cart"] }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["offers"] })
    },
  })
}

/**
 * A payment is good for one attempt: after a refusal the cart has none any more,
 * so every attempt begins with the cart as it is and starts one. Nobody pays
 * another total than they were shown.
 */
async function payFor(shown: Cart) {
  const { cart } = await sdk.store.cart.retrieve(shown.id)
  if (cart.total !== shown.total) {
    return { type: "total_changed" as const, cart }
  }
  if (cart.total > 0) {
    await sdk.store.payment.initiatePaymentSession(cart, {
      provider_id: settings.paymentProvider,
    })
  }
  return completeCart(sdk, cart.id)
}
