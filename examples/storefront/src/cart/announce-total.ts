import { announce } from "../announce/announcer"
import { formatMoney } from "../format/money"
import type { Cart } from "../shop/types"

/** Reads out what a cart costs now. */
export function announceTotal(cart: Cart): void {
  announce(`The total is ${formatMoney(cart.total, cart.currency_code)}.`)
}
