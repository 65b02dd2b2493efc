import type { HttpTypes } from "@medusajs/types"
import type { StoreEngagePromotion } from "medusa-plugin-voyado-engage-storefront"

/**
 * The codes that somebody has typed in. An offer is on the cart by a code too,
 * which is nobody's to type in or to take off: "Your offers" has the offer.
 */
export function codesOf(
  { promotions = [] }: Pick<HttpTypes.StoreCart, "promotions">,
  applied: StoreEngagePromotion[]
): string[] {
  const ofOffers = applied.map(({ promotion_code }) => promotion_code)
  return promotions.flatMap(({ code, is_automatic }) =>
    code && !is_automatic && !ofOffers.includes(code) ? [code] : []
  )
}
