import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/**
 * The metadata key by which a cart says that it has offers. Medusa reads the
 * metadata with every change of a cart, so a cart without an offer costs no ledger
 * query. The cart's promotions do not say so: Medusa takes an offer's promotion off
 * while the cart gets no discount from it, such as free shipping without a shipping
 * method, and an offer without the note would never come back.
 */
const KEY = "engage_offers"

// A shop may write any metadata, and a change of its cart must not fail because of
// it.
const cartSchema = z.object({
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
})

/** Whether the cart's metadata says that the cart has offers. */
export function isNotedWithOffers(cart: unknown): boolean {
  return Boolean(cartSchema.parse(cart).metadata?.[KEY])
}

/**
 * Notes in the cart's metadata whether the cart has offers; keeps all other keys.
 * Written before the first offer is linked: whatever a dying server leaves behind,
 * the next change of the cart looks for its offers. Costs no statement if the
 * metadata says so already.
 *
 * @param cart with its `metadata`.
 */
export async function noteOffers(
  container: MedusaContainer,
  cart: { id: string; metadata?: unknown },
  hasOffers: boolean
): Promise<void> {
  if (hasOffers !== isNotedWithOffers(cart)) {
    await container.resolve(Modules.CART).updateCarts(cart.id, {
      // Medusa merges metadata, and removes a key with an empty value.
      metadata: { [KEY]: hasOffers ? true : "" },
    })
  }
}
