import type { HttpTypes } from "@medusajs/types"

import { retrieveCartOffers } from "@/lib/data/offers"
import { nameOf } from "@/modules/offers/offer-text"
import { codesOf } from "./codes-of"
import classes from "./totals.module.css"

/** What the discounts on a cart are for: offers by their names, then codes. */
export async function DiscountNames({ cart }: { cart: HttpTypes.StoreCart }) {
  const { applied } = await retrieveCartOffers(cart.id)
  const names = [...applied.map(nameOf), ...codesOf(cart, applied)]
  return names.map((name) => (
    <span key={name} className={classes.name}>
      {name}
    </span>
  ))
}
