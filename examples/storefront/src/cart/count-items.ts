import type { Cart } from "../shop/types"

/** How many things are in a cart. */
export function countItems(cart: Cart | null | undefined) {
  return (cart?.items ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
}
