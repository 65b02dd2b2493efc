import {
  DELIVERY,
  type Offer,
  type Person,
  type Product,
} from "../../testkit/seed/norrsken"
import { register } from "../../testkit/storefront/account"
import { expectOk } from "../../testkit/storefront/send"
import type { Stage } from "./stage"
import { money } from "./tell"

/** What a product costs with its delivery, in kronor. */
export const priceOf = ({ sek }: Product) => sek + DELIVERY.sek

/** How every scene begins. Amounts are in kronor. */
export type Opening = {
  person: Person
  product: Product
  offer: Offer
  /** What the cart costs with the offer. */
  reduced: number
}

/** A customer with an offer on the cart, ready to pay. */
export type ReadyToPay = Awaited<ReturnType<typeof applyTheirOffer>>

/** Signs a customer in, fills their cart and applies their offer. */
export async function applyTheirOffer(
  { visitor, mailbox, engage, report }: Stage,
  { person, product, offer, reduced }: Opening
) {
  const customer = visitor.as(await register(visitor, mailbox, person))
  const before = await customer.fillCart({
    handle: product.handle,
    currency_code: "sek",
  })
  report.expect("the cart's total", before.total, priceOf(product))

  const { engage_promotions } = await expectOk(customer.listOffers(before.id))
  const theirs = engage_promotions.find(
    ({ heading }) => heading === offer.heading
  )
  if (!theirs) {
    throw new Error(`${person.first_name} has no offer "${offer.heading}"`)
  }
  report.say(
    "customer",
    `${person.first_name} buys the ${product.title} and has "${theirs.heading}"`
  )
  report.expect("the offer can be applied", theirs.applicable, true)

  const { cart } = await expectOk(
    customer.applyOffer(before.id, theirs.assignment_id)
  )
  report.say(
    "customer",
    `applies it: ${money(before.total, "sek")} becomes ` +
      money(cart.total, cart.currency_code)
  )
  report.expect("the cart's total with the offer", cart.total, reduced)

  // From here on the log holds what the checkout asks of Engage.
  engage.clearCalls()
  return { customer, cartId: cart.id, assignmentId: theirs.assignment_id }
}
