import type { Offer, Person, Product } from "../../testkit/seed/norrsken"
import { register } from "../../testkit/storefront/account"
import { fillCart, type Cart } from "../../testkit/storefront/cart"
import { applyOffer, listOffers } from "../../testkit/storefront/offers"
import type { StoreApi } from "../../testkit/storefront/store-api"
import { money } from "../terminal/money"
import type { Stage } from "./stage"

/** How every scene begins. Amounts are in kronor. */
export type Opening = {
  person: Person
  product: Product
  offer: Offer
  /** What the cart costs without and with the offer. */
  full: number
  reduced: number
}

/** A customer with an offer on the cart, ready to pay. */
export type ReadyToPay = {
  customer: StoreApi
  cart: Cart
  assignmentId: string
}

/** Signs a customer in, fills their cart and applies their offer. */
export async function applyTheirOffer(
  { api, mailbox, engage, report }: Stage,
  { person, product, offer, full, reduced }: Opening
): Promise<ReadyToPay> {
  const customer = await register(api, mailbox, person)
  const before = await fillCart(customer, {
    handle: product.handle,
    currency_code: "sek",
  })
  report.expect("the cart's total", before.total, full)

  const offers = await listOffers(customer, before.id)
  const theirs = offers.find(({ heading }) => heading === offer.heading)
  if (!theirs) {
    throw new Error(`${person.first_name} has no offer "${offer.heading}"`)
  }
  report.say(
    "customer",
    `${person.first_name} buys the ${product.title} and has "${theirs.heading}"`
  )
  report.expect("the offer can be applied", theirs.applicable, true)

  const cart = await applyOffer(customer, before.id, theirs.assignment_id)
  report.say(
    "customer",
    `applies it: ${money(before.total, "sek")} becomes ` +
      money(cart.total, cart.currency_code)
  )
  report.expect("the cart's total with the offer", cart.total, reduced)

  // From here on the log holds what the checkout asks of Engage.
  engage.clearCalls()
  return { customer, cart, assignmentId: theirs.assignment_id }
}
