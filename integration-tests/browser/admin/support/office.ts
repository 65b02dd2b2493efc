import { createRedemptionChannel } from "../../../../packages/engage-sandbox/src"
import { CUSTOMERS, OFFERS, PRODUCTS } from "../../../../testkit/seed/norrsken"
import { ensureRegistered } from "../../../../testkit/storefront/account"
import { expectOk } from "../../../../testkit/storefront/send"
import { Storefront } from "../../../../testkit/storefront/storefront"
import type { World } from "../../support/world"
import { Operator, type Setup } from "./operator"

export type Who = keyof typeof CUSTOMERS

/** Ids of what the shop itself has, to put the widgets on. */
export type Places = {
  orderId: string
  customerId: string
  promotionId: string
}

/** A cart, and who fills it. */
type Purchase = { shopper: Storefront; cartId: string }

/** Where the operators sit, and the shoppers that they hear of. */
export class Office {
  /** One before each kind of screen and of clock. */
  private readonly operators = new Map<string, Operator>()
  /** Those of the test that runs. */
  private readonly atWork = new Set<Operator>()

  constructor(private readonly world: World) {}

  get engage() {
    return this.world.engage
  }

  get shop() {
    return this.world.shop
  }

  /** An operator who has signed in, and is at work until the end of the test. */
  async operator({
    language = "en",
    theme = "light",
    screen = "desktop",
    clock = "stopped",
  }: Setup = {}): Promise<Operator> {
    const key = `${screen} ${clock}`
    const { browser, shop } = this.world
    const operator =
      this.operators.get(key) ??
      (await Operator.signIn(browser, shop.url, { screen, clock }))
    this.operators.set(key, operator)
    if (this.atWork.has(operator)) {
      await operator.getUp()
    }
    this.atWork.add(operator)
    await operator.sitDown(language, theme)
    return operator
  }

  /** Ids of a customer and a promotion of the shop's own, and of an order without an offer. */
  async findPlaces(): Promise<Places> {
    const { shopper, cartId } = await this.cartOf("anna")
    const order = await shopper.buy(cartId)
    const { page } = await this.operator()
    const find = async <T>(path: string) =>
      (await (await page.request.get(`/admin/${path}`)).json()) as T
    const { customers } = await find<{ customers: { id: string }[] }>(
      `customers?q=${CUSTOMERS.anna.email}`
    )
    const { promotions } = await find<{ promotions: { id: string }[] }>(
      `promotions?code=${OFFERS.tenPercent.code}`
    )
    return {
      orderId: order.id,
      customerId: String(customers[0]?.id),
      promotionId: String(promotions[0]?.id),
    }
  }

  /** Ends a test. @returns what went wrong unseen in the browsers. */
  async endOfDay(): Promise<string[]> {
    const seen: string[] = []
    for (const operator of this.atWork) {
      await operator.getUp()
      seen.push(...operator.visitor.exceptions.splice(0))
    }
    this.atWork.clear()
    return seen
  }

  /** A customer's view of the shop, signed in. */
  async shopper(who: Who): Promise<Storefront> {
    const visitor = Storefront.at(this.shop)
    const { mailbox } = this.shop
    return visitor.as(await ensureRegistered(visitor, mailbox, CUSTOMERS[who]))
  }

  /** The offers of a customer in Engage. */
  offersOf(who: Who) {
    const { contacts, assignments } = this.engage.state()
    const contactId = contacts.find(
      ({ email }) => email === CUSTOMERS[who].email
    )?.contactId
    return {
      contactId: String(contactId),
      assignments: assignments.filter((one) => one.contactId === contactId),
    }
  }

  /** Gives a customer an offer in Engage, which is called after them. */
  giveOffer(who: Who, overrides: { expiresOn?: string } = {}) {
    return this.engage.addAssignment(this.offersOf(who).contactId, {
      name: `Ten off for ${CUSTOMERS[who].first_name}`,
      redemptionChannels: [
        createRedemptionChannel({ value: OFFERS.tenPercent.code }),
      ],
      ...overrides,
    })
  }

  async cartOf(who: Who): Promise<Purchase> {
    const shopper = await this.shopper(who)
    const { id } = await shopper.fillCart({
      handle: PRODUCTS.jacket.handle,
      currency_code: "sek",
    })
    return { shopper, cartId: id }
  }

  /** A cart with a new offer on it. */
  async cartWithOffer(who: Who): Promise<Purchase & { offerId: string }> {
    const { id: offerId } = this.giveOffer(who)
    const purchase = await this.cartOf(who)
    const { shopper, cartId } = purchase
    await expectOk(shopper.applyOffer(cartId, offerId))
    return { ...purchase, offerId }
  }

  /** A cart with an offer whose order Engage has refused. */
  async refusedOnce(who: Who): Promise<Purchase> {
    const purchase = await this.cartWithOffer(who)
    this.engage.setFault({
      type: "refuse",
      operation: "redeem",
      code: "PromotionNotValidForRedemptionChannel",
    })
    const { status } = await purchase.shopper.pay(purchase.cartId)
    expect(status).toBe(400)
    this.engage.clearFaults()
    return purchase
  }
}
