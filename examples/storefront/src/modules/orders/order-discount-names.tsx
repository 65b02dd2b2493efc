import type { HttpTypes } from "@medusajs/types"

import { listOrderOffers } from "@/lib/data/offers"
import classes from "@/modules/cart/totals.module.css"

/** What the discounts of an order were for: offers by their names, then codes. */
export async function OrderDiscountNames({
  order,
}: {
  order: HttpTypes.StoreOrder
}) {
  const offers = await listOrderOffers(order.id)
  const names = [
    ...offers.map(({ name }) => name ?? "An offer for you"),
    ...codesOf(order).filter(
      (code) => !offers.some(({ promotion_code }) => promotion_code === code)
    ),
  ]
  return names.map((name) => (
    <span key={name} className={classes.name}>
      {name}
    </span>
  ))
}

/** The codes of the discounts on an order, each once. */
function codesOf({ items, shipping_methods }: HttpTypes.StoreOrder): string[] {
  const codes = [...(items ?? []), ...(shipping_methods ?? [])].flatMap(
    ({ adjustments }) => (adjustments ?? []).map(({ code }) => code)
  )
  return [...new Set(codes.filter((code) => code !== undefined))]
}
