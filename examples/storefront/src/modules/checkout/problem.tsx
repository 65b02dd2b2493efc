import type { HttpTypes } from "@medusajs/types"

import { retrieveCartOffers } from "@/lib/data/offers"
import { formatMoney } from "@/lib/money"
import { nameOf } from "@/modules/offers/offer-text"
import { Obstacle } from "./obstacle"
import { obstacleText } from "./obstacle-text"

/** Why the order was not placed, by the code that `placeOrder` left. */
export async function Problem({
  code,
  cart,
}: {
  code: string
  cart: HttpTypes.StoreCart
}) {
  const { refused } = await retrieveCartOffers(cart.id)
  const text = obstacleText(code, {
    refused: refused.map(nameOf),
    total: formatMoney(cart.total, cart.currency_code),
  })
  // Two refusals one after another are two things to be told.
  return text && <Obstacle key={String(cart.updated_at)} {...text} />
}
