import "server-only"

import { attempt, type Result } from "@/lib/result"
import { getAuthHeaders, getCartId, revalidate } from "./cookies"

/** Changes the visitor's cart. What was cached of it is forgotten either way. */
export async function changeCart(
  change: (
    cartId: string,
    headers: Awaited<ReturnType<typeof getAuthHeaders>>
  ) => Promise<unknown>
): Promise<Result> {
  const cartId = await getCartId()
  if (!cartId) {
    return { ok: false, sentence: "Your cart is empty." }
  }
  const headers = await getAuthHeaders()
  const result = await attempt(() => change(cartId, headers))
  await revalidate("carts")
  return result
}
