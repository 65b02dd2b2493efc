import type { HttpTypes } from "@medusajs/types"

/** How many things are in a cart. */
export function countItems(cart: HttpTypes.StoreCart | null): number {
  return (cart?.items ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
}
