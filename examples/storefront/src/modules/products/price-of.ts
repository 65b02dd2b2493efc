import type { HttpTypes } from "@medusajs/types"

import { formatMoney } from "@/lib/money"

/** What a product costs, as people read it; empty when it has no price here. */
export function priceOf({ variants }: HttpTypes.StoreProduct): string {
  const price = variants?.[0]?.calculated_price
  return price?.calculated_amount != null && price.currency_code
    ? formatMoney(price.calculated_amount, price.currency_code)
    : ""
}
