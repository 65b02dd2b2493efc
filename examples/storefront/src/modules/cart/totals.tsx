import type { ReactNode } from "react"

import { formatMoney } from "@/lib/money"
import classes from "./totals.module.css"

/** What a cart and an order have in common. Amounts are in major units. */
export type Amounts = {
  currency_code: string
  original_item_total: number
  original_shipping_total: number
  discount_total: number
  total: number
}

/** The sum, and how it comes about. */
export function Totals({
  of: amounts,
  children,
}: {
  of: Amounts
  /** What the discount is for, for people. */
  children?: ReactNode
}) {
  const money = (amount: number) => formatMoney(amount, amounts.currency_code)
  return (
    <dl className={classes.totals}>
      <div>
        <dt>Items</dt>
        <dd>{money(amounts.original_item_total)}</dd>
      </div>
      <div>
        <dt>Delivery</dt>
        <dd>{money(amounts.original_shipping_total)}</dd>
      </div>
      {amounts.discount_total > 0 && (
        <div className={classes.discount}>
          <dt>
            Discount
            {children}
          </dt>
          <dd>−{money(amounts.discount_total)}</dd>
        </div>
      )}
      <div className={classes.sum}>
        <dt>Total</dt>
        <dd>{money(amounts.total)}</dd>
      </div>
    </dl>
  )
}
