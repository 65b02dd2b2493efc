import type { HttpTypes } from "@medusajs/types"
import { Suspense } from "react"

import { formatMoney } from "@/lib/money"
import { AnnounceTotal } from "./announce-total"
import { DiscountNames } from "./discount-names"
import { Totals } from "./totals"

/** What the cart costs, and what of it the offers take off. */
export function CartSummary({ cart }: { cart: HttpTypes.StoreCart }) {
  return (
    <>
      <Totals of={cart}>
        <Suspense fallback={null}>
          <DiscountNames cart={cart} />
        </Suspense>
      </Totals>
      <AnnounceTotal total={formatMoney(cart.total, cart.currency_code)} />
    </>
  )
}
