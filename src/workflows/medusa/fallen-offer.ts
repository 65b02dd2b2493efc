import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/**
 * The metadata key by which a cart says that a linked offer fell off: Medusa took
 * its promotion off because the cart gets no discount from it for now, such as free
 * shipping without a shipping method. Medusa reads the metadata with every change of
 * a cart, so a cart without an offer costs no ledger query.
 */
const KEY = "engage_offer_fell_off"

// A shop may write any metadata, and a change of its cart must not fail because of
// it.
const cartSchema = z.object({
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
})

/** Whether a linked offer fell off, according to the cart's metadata. */
export function hasFallenOffer(cart: unknown): boolean {
  return Boolean(cartSchema.parse(cart).metadata?.[KEY])
}

/**
 * Notes in the cart's metadata whether a linked offer fell off. Keeps all other
 * keys.
 */
export async function noteFallenOffer(
  container: MedusaContainer,
  cart_id: string,
  fell: boolean
): Promise<void> {
  await container.resolve(Modules.CART).updateCarts(cart_id, {
    // Medusa merges metadata, and removes a key with an empty value.
    metadata: { [KEY]: fell ? true : "" },
  })
}
