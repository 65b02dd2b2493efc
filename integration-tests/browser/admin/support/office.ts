import type { HttpTypes } from "@medusajs/framework/types"
import type { Browser } from "playwright-core"

import { CUSTOMERS, OFFERS, PRODUCTS } from "../../../../testkit/seed/norrsken"
import { ensureRegistered } from "../../../../testkit/storefront/account"
import { expectOk } from "../../../../testkit/storefront/send"
import { Storefront } from "../../../../testkit/storefront/storefront"
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
  async shopper(who: Who): Promise<Storefront> {
    const visitor = Storefront.at(this.shop)
    const { mailbox } = this.shop
    return visitor.as(await ensureRegistered(visitor, mailbox, CUSTOMERS[who]))
  }

  /** A cart with an offer on it. */
  async fillCartWith(
    who: Who,
    offer: What
  ): Promise<{
    shopper: Storefront
    cartId: string
    assignmentId: string
  }> {
    const shopper = await this.shopper(who)
    const cart = await shopper.fillCart({
      handle: PRODUCTS.jacket.handle,
      currency_code: "sek",
    })
    const { engage_promotions } = await expectOk(shopper.listOffers(cart.id))
    const theirs = engage_promotions.find(
      ({ promotion_code, applicable }) =>
        applicable && promotion_code === OFFERS[offer].code
    )
    if (!theirs) {
      throw new Error(`${who} has no offer ${offer}`)
    }
    await expectOk(shopper.applyOffer(cart.id, theirs.assignment_id))
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
  ): Promise<HttpTypes.StoreOrder> {
    const { shopper, cartId } = await this.fillCartWith(who, offer)
    meanwhile()
    return shopper.buy(cartId)
  }

  /** An order without one. */
  async plainOrder(who: Who): Promise<HttpTypes.StoreOrder> {
    const shopper = await this.shopper(who)
    const cart = await shopper.fillCart({
      handle: PRODUCTS.thermos.handle,
      currency_code: "sek",
    })
    return shopper.buy(cart.id)
  }
}
