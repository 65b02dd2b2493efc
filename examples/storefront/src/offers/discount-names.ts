import type { StoreEngagePromotion } from "medusa-plugin-voyado-engage-storefront"

import { nameOf } from "./offer-text"

/** What the offers on a cart are called; none while they are not known. */
export function discountNames(
  offers: StoreEngagePromotion[] | undefined
): string[] {
  return (offers ?? []).filter(({ applied }) => applied).map(nameOf)
}
