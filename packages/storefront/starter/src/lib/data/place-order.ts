"use server"

import { sdk } from "@lib/config"
import { retrieveCart } from "@lib/data/cart"
import { getAuthHeaders, getCacheTag, removeCartId } from "@lib/data/cookies"
import { completeCart } from "medusa-plugin-voyado-engage-storefront"
import { revalidateTag } from "next/cache"
import { redirect } from "next/navigation"

/**
 * Places the order. Whatever came in the way is named by a code in the address of the
 * payment step, where `OrderProblem` has a sentence for it.
 */
export async function placeOrder(cartId?: string) {
  const cart = await retrieveCart(cartId)
  if (!cart) {
    throw new Error("No existing cart found when placing an order")
  }
  const country = cart.shipping_address?.country_code?.toLowerCase()

  const headers = await getAuthHeaders()
  const result = await completeCart(sdk, cart.id, { headers })
  // A refused offer has come off the cart: its total is another one now.
  revalidateTag(await getCacheTag("carts"))
  if (!result.ok) {
    redirect(`/${country}/checkout?step=payment&problem=${result.code}`)
  }
  revalidateTag(await getCacheTag("orders"))
  await removeCartId()
  redirect(`/${country}/order/${result.order.id}/confirmed`)
}
