import { discountNames } from "../offers/discount-names"
import { useCartOffers } from "../offers/use-offers"
import { Totals } from "./totals"
import type { Cart } from "../shop/types"

/** What the cart costs, and what of it the offers take off. */
export function CartSummary({ cart }: { cart: Cart }) {
  const { data: offers } = useCartOffers(cart.id)
  return <Totals of={cart} discounts={discountNames(offers)} />
}
