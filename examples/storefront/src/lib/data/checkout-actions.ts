"use server"

import { completeCart } from "medusa-plugin-voyado-engage-storefront"
import { redirect } from "next/navigation"

import { attempt, type Result } from "@/lib/result"
import { sdk } from "@/lib/sdk"
import { settings } from "@/lib/settings"
import { ADDRESS_FIELDS } from "@/modules/checkout/address-fields"
import { retrieveCartNow } from "./cart"
import { changeCart } from "./change-cart"
import { getAuthHeaders, removeCartId, revalidate } from "./cookies"
import { withDelivery } from "./with-delivery"

/**
 * Notes on the cart where it goes. Another address can mean other ways of
 * delivery: the one that was chosen may be gone, and then the first is taken.
 */
export async function saveAddress(
  _: Result | null,
  form: FormData
): Promise<Result> {
  const { email, ...address } = Object.fromEntries(
    ADDRESS_FIELDS.map(({ name }) => [name, String(form.get(name)).trim()])
  )
  const place = { ...address, country_code: settings.countryCode }
  const result = await changeCart(async (cartId, headers) => {
    const { cart } = await sdk.store.cart.update(
      cartId,
      { email, shipping_address: place, billing_address: place },
      {},
      headers
    )
    await withDelivery(cart, headers)
  })
  if (!result.ok) {
    return result
  }
  redirect("/checkout?step=delivery")
}

/** Chooses how the cart is delivered; takes the option's id. */
export async function chooseDelivery(option_id: string): Promise<Result> {
  return changeCart((cartId, headers) =>
    sdk.store.cart.addShippingMethod(cartId, { option_id }, {}, headers)
  )
}

/**
 * Pays for the cart and places the order. Whatever came in the way is named by a
 * code in the address of the payment step, which has a sentence for it.
 *
 * @param shownTotal - nobody pays another total than they were shown
 */
export async function placeOrder(shownTotal: number): Promise<Result> {
  const cart = await retrieveCartNow()
  if (!cart) {
    redirect("/cart")
  }
  const headers = await getAuthHeaders()
  if (cart.total !== shownTotal) {
    await revalidate("carts")
    redirect("/checkout?step=payment&problem=total_changed")
  }
  // A payment is good for one attempt: after a refusal the cart has none.
  const started = await attempt(async () => {
    if (cart.total > 0) {
      const provider = { provider_id: settings.paymentProvider }
      const { payment } = sdk.store
      await payment.initiatePaymentSession(cart, provider, {}, headers)
    }
  })
  if (!started.ok) {
    return started
  }

  const result = await completeCart(sdk, cart.id, { headers })
  await revalidate("carts", "orders")
  if (!result.ok) {
    redirect(`/checkout?step=payment&problem=${result.code}`)
  }
  await removeCartId()
  redirect(`/orders/${result.order.id}?placed`)
}
