import type { HttpTypes } from "@medusajs/types"

import { retrieveCartOffers } from "@/lib/data/offers"
import { CodeForm } from "./code-form"
import { codesOf } from "./codes-of"

/** Where codes are typed in and taken off again; those of offers are not shown. */
export async function DiscountBox({ cart }: { cart: HttpTypes.StoreCart }) {
  const { applied } = await retrieveCartOffers(cart.id)
  return <CodeForm codes={codesOf(cart, applied)} />
}
