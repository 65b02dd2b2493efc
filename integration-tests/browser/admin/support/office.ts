import type { Browser } from "playwright-core"

import { CUSTOMERS, OFFERS, PRODUCTS } from "../../../../testkit/seed/norrsken"
import { ensureRegistered } from "../../../../testkit/storefront/account"
import { fillCart } from "../../../../testkit/storefront/cart"
import { checkOut, type Order } from "../../../../testkit/storefront/checkout"
import { applyOffer, listOffers } from "../../../../testkit/storefront/offers"
import { StoreApi } from "../../../../testkit/storefront/store-api"
import { launchBrowser } from "../../support/launch-browser"
import { openAdminShop, type AdminShop } from "./admin-shop"
import { Operator, type Setup } from "./operator"

type Who = keyof typeof CUSTOMERS
type What = keyof typeof OFFERS

/** Where the operators sit: the shop, its Engage, a browser, and shoppers. */
export class Office {
  private admin!: AdminShop
  private browser!: Browser
  private operators: Operator[] = []

  get engage() {
    return this.admin.engage
  }

  get shop() {
    return this.admin.shop
  }

  async open(): Promise<void> {
    this.admin = await openAdminShop()
    this.browser = await launchBrowser()
  }

  async close(): Promise<void> {
    await this.browser?.close()
    await this.admin?.close()
  }

  /** An operator who has signed in. Leaves after the test. */
  async operator(setup: Setup = {}): Promise<Operator> {
    const operator = await Operator.signIn(this.browser, this.shop.url, setup)
    this.operators.push(operator)
    return operator
  }

  /** Everybody closes their browser. @returns what went wrong in them. */
  async closeBrowsers(): Promise<string[]> {
    const operators = this.operators
    this.operators = []
    await Promise.all(operators.map((operator) => operator.leave()))
    return operators.flatMap(({ visitor }) => visitor.exceptions)
  }

  /** A customer's view of the shop, signed in. */
  shopper(who: Who): Promise<StoreApi> {
    const api = new StoreApi(this.shop.url, this.shop.publishableKey)
    return ensureRegistered(api, this.shop.mailbox, CUSTOMERS[who])
  }

  /** A cart with an offer on it. */
  async fillCartWith(
    who: Who,
    offer: What
  ): Promise<{
    shopper: StoreApi
    cartId: string
    assignmentId: string
  }> {
    const shopper = await this.shopper(who)
    const cart = await fillCart(shopper, {
      handle: PRODUCTS.jacket.handle,
      currency_code: "sek",
    })
    const offers = await listOffers(shopper, cart.id)
    const theirs = offers.find(
      ({ promotion_code, applicable }) =>
        applicable && promotion_code === OFFERS[offer].code
    )
    if (!theirs) {
      throw new Error(`${who} has no offer ${offer}`)
    }
    await applyOffer(shopper, cart.id, theirs.assignment_id)
    return { shopper, cartId: cart.id, assignmentId: theirs.assignment_id }
  }

  /**
   * An order with an offer.
   * @param meanwhile - happens to Engage between the cart and the payment
   * @throws what the shop refuses with
   */
  async order(
    who: Who,
    offer: What,
    meanwhile: () => void = () => {}
  ): Promise<Order> {
    const { shopper, cartId } = await this.fillCartWith(who, offer)
    meanwhile()
    const checkout = await checkOut(shopper, cartId)
    if (!checkout.placed) {
      throw checkout.refusal
    }
    return checkout.order
  }

  /** An order without one. */
  async plainOrder(who: Who): Promise<Order> {
    const shopper = await this.shopper(who)
    const cart = await fillCart(shopper, {
      handle: PRODUCTS.thermos.handle,
      currency_code: "sek",
    })
    const checkout = await checkOut(shopper, cart.id)
    if (!checkout.placed) {
      throw checkout.refusal
    }
    return checkout.order
  }
}
