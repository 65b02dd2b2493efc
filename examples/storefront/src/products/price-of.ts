import { formatMoney } from "../format/money"
import type { Product } from "../shop/types"

/** What a product costs, as people read it; empty when it has no price here. */
export function priceOf({ variants }: Product): string {
  const price = variants?.[0]?.calculated_price
  return price?.calculated_amount != null && price.currency_code
    ? formatMoney(price.calculated_amount, price.currency_code)
    : ""
}
