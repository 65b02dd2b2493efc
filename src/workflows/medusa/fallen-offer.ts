import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/**
 * Where a cart says that an offer is linked to it whose promotion Medusa has taken
 * off, as the promotion gives the cart nothing for now: free shipping without a
 * shipping method. Medusa reads a cart's metadata with every change of the cart, so
 * a cart without an offer costs no look into the ledger.
 */
const KEY = "engage_offer_fell_off"

// A shop may have put anything there, and a change of its cart must not fail for it.
const cartSchema = z.object({
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
})

/** Whether a linked offer fell off the cart, as the cart itself says. */
export function hasFallenOffer(cart: unknown): boolean {
  return Boolean(cartSchema.parse(cart).metadata?.[KEY])
}

/** Has the cart say whether a linked offer fell off. The rest of its metadata stays. */
export async function noteFallenOffer(
  container: MedusaContainer,
  cart_id: string,
  fell: boolean
): Promise<void> {
  await container.resolve(Modules.CART).updateCarts(cart_id, {
    // Medusa merges metadata, and removes a key whose value is empty.
    metadata: { [KEY]: fell ? true : "" },
  })
}
