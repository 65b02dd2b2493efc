import { StepResponse } from "@medusajs/framework/workflows-sdk"

import { resolveContactWorkflow } from "../../src/workflows/offers/contact"
import { readyCart } from "../../testkit/jest/checkout"
import type { TestCustomer } from "../../testkit/jest/customers"
import type { StoreEngagePromotionListResponse } from "../../src/types"
import { engageSuite } from "../../testkit/jest/suite"

/** What the shop's own handler of `resolveContact` returns in this test. */
let resolved: { contact_id: string } | { custom_key: string } | null | undefined

// Before the shop boots, like the shop's own code.
resolveContactWorkflow.hooks.resolveContact(
  async () => new StepResponse(resolved)
)

engageSuite({}, (shop) => {
  afterEach(() => {
    resolved = undefined
  })

  const offersOf = async (customer: TestCustomer | null) => {
    const { status, data } = await shop.storefront(customer).listMyOffers()
    expect(status).toBe(200)
    expect(data.count).toBe(data.engage_promotions.length)
    return data.engage_promotions.map(({ assignment_id }) => assignment_id)
  }

  it("lists a customer's offers as a shopper is shown them", async () => {
    const offer = shop.engage.giveOffer(shop.anna, {
      name: "Welcome back",
      heading: "10 % off",
      description: "On everything",
      imageUrl: "https://example.com/a.png",
      link: "https://example.com/a",
      expiresOn: "2099-12-31",
    })
    shop.engage.giveOffer(shop.bert)

    const { data } = await shop.storefront().listMyOffers()

    expect(data).toEqual({
      engage_promotions: [
        {
          assignment_id: offer.id,
          name: "Welcome back",
          heading: "10 % off",
          description: "On everything",
          image_url: "https://example.com/a.png",
          link: "https://example.com/a",
          expires_on: "2099-12-31",
          value_type: "EXTERNALOFFER",
          value: "10056",
          currency_code: null,
          instruction: null,
          promotion_code: "10056",
          applied: false,
          applicable: true,
          reason: null,
          refused: false,
        },
      ],
      count: 1,
      reason: null,
    })
  })

  it("says on the cart's list what is applied and what has become unusable", async () => {
    const used = shop.engage.giveOffer(shop.anna)
    const gone = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    const other = shop.engage.giveOffer(shop.anna, { code: "NOT-THERE" })
    const web = shop.storefront()
    const { id } = await web.createCart()
    await web.applyOffer(id, used.id)
    await web.applyOffer(id, gone.id)
    shop.engage.sandbox.removeAssignment(gone.id)

    const { data } = await web.listOffers(id)

    const byId = new Map(
      data.engage_promotions.map((item) => [item.assignment_id, item])
    )
    expect(byId.get(used.id)).toMatchObject({
      applied: true,
      applicable: true,
      reason: null,
    })
    expect(byId.get(gone.id)).toMatchObject({
      applied: true,
      applicable: false,
      reason: "promotion_not_found",
    })
    expect(byId.get(other.id)).toMatchObject({
      applied: false,
      applicable: false,
      reason: "promotion_not_configured",
    })
    expect(data.count).toBe(3)
  })

  it("lists what was refused on the cart alone, when asked for that", async () => {
    const refused = shop.engage.giveOffer(shop.anna, { heading: "10 % off" })
    shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    const cart = await readyCart(shop, { offers: [refused] })
    shop.engage.refuse({ code: "PromotionNotFound" })
    await cart.web.complete(cart.id)
    const list = (query: string) =>
      cart.web.request<StoreEngagePromotionListResponse>(
        "GET",
        `/store/carts/${cart.id}/engage-promotions?${query}`
      )

    expect((await list("refused=true")).data).toMatchObject({
      engage_promotions: [
        {
          assignment_id: refused.id,
          heading: "10 % off",
          applied: false,
          applicable: false,
          reason: "promotion_not_found",
          refused: true,
        },
      ],
      count: 1,
    })
    expect((await list("refused=false")).data.count).toBe(2)
    expect((await list("refused=maybe")).status).toBe(400)

    shop.engage.sandbox.removeContact(shop.engage.contactId(shop.anna))
    expect((await list("")).data.count).toBe(0)
    expect((await list("refused=true")).data).toMatchObject({
      engage_promotions: [
        { assignment_id: refused.id, heading: "An offer for you" },
      ],
    })
  })

  it("answers 401 to somebody who is not signed in", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const { id } = await shop.storefront(shop.anna).createCart()
    const guest = shop.storefront(null)

    const answers = [
      await guest.listMyOffers(),
      await guest.listOffers(id),
      await guest.applyOffer(id, offer.id),
      await guest.removeOffer(id, offer.id),
    ]

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(await shop.ledger.all()).toEqual([])
  })

  it("answers 404 for another customer's cart, as for one that does not exist", async () => {
    const offer = shop.engage.giveOffer(shop.bert)
    const { id } = await shop.storefront(shop.anna).createCart()
    const { id: guests } = await shop.storefront(null).createCart()
    const bert = shop.storefront(shop.bert)
    const ask = async (cartId: string) => [
      await bert.listOffers(cartId),
      await bert.applyOffer(cartId, offer.id),
      await bert.removeOffer(cartId, offer.id),
    ]

    const unknown = await ask("cart_nobody")
    expect(unknown.map(({ status }) => status)).toEqual([404, 404, 404])
    for (const cartId of [id, guests]) {
      const answers = await ask(cartId)
      expect(JSON.stringify(answers)).toBe(
        JSON.stringify(unknown).replaceAll("cart_nobody", cartId)
      )
    }
  })

  describe("with the address that is verified (the default)", () => {
    it("shows nothing to a customer who gave somebody else's address", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const eve = await shop.register({
        email: "eve@example.com",
        customer_email: "ANNA@example.com",
      })

      expect(await offersOf(eve)).toEqual([])
      expect(await offersOf(shop.anna)).toEqual([offer.id])
    })

    it("does not go by the cart's address, nor by metadata", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      shop.engage.giveOffer(shop.bert)
      const web = shop.storefront(shop.bert)
      const { id } = await web.createCart({ email: shop.anna.email })
      await web.updateCart(id, {
        metadata: { contact_id: shop.engage.contactId(shop.anna) },
      })

      expect(await web.applyOffer(id, offer.id)).toMatchObject({
        status: 400,
        data: { code: "promotion_not_found" },
      })
    })
  })

  it("goes by an unverified address or the customer's id only when the shop has chosen so", async () => {
    const carl = await shop.register({
      email: "carl@example.com",
      verified: false,
    })
    const offer = shop.engage.giveOffer(carl)
    const { contactLookup } = await shop.ledger.service.getOptions()

    expect(await offersOf(carl)).toEqual([])
    const web = shop.storefront(carl)
    const { id } = await web.createCart()
    expect(await web.applyOffer(id, offer.id)).toMatchObject({
      status: 400,
      data: { code: "promotion_not_found" },
    })
    expect(shop.engage.sandbox.calls()).toEqual([])

    await shop.ledger.setOptions({
      contactLookup: { ...contactLookup, by: "email" },
    })
    expect(await offersOf(carl)).toEqual([offer.id])

    shop.engage.sandbox.addContact({
      contactId: shop.engage.contactId(carl),
      email: "another@example.com",
      customKey: carl.id,
      promotions: [offer],
    })
    expect(await offersOf(carl)).toEqual([])
    await shop.ledger.setOptions({
      contactLookup: { ...contactLookup, by: "custom_key" },
    })
    expect(await offersOf(carl)).toEqual([offer.id])
  })

  it("goes by what the shop's own handler finds, and otherwise by the option", async () => {
    const annas = shop.engage.giveOffer(shop.anna)
    const berts = shop.engage.giveOffer(shop.bert)

    for (const [found, offer] of [
      [{ contact_id: shop.engage.contactId(shop.bert) }, berts],
      [{ custom_key: shop.bert.id }, berts],
      [undefined, annas],
      [null, annas],
    ] as const) {
      resolved = found
      expect(await offersOf(shop.anna)).toEqual([offer.id])
    }
  })

  it("shows nothing when two contacts have the same address", async () => {
    shop.engage.giveOffer(shop.anna)
    shop.engage.sandbox.addContact({
      contactId: "twin",
      email: shop.anna.email,
    })

    expect(await offersOf(shop.anna)).toEqual([])
  })

  describe("when guests are known by their address", () => {
    const GUEST = { id: "guest", email: "guest@example.com", token: "" }

    beforeEach(() => shop.ledger.setOptions({ guests: "email" }))

    it("lets a guest see, apply and redeem an offer", async () => {
      const offer = shop.engage.giveOffer(GUEST)
      const web = shop.storefront(null)
      const { id } = await web.createCart({ email: GUEST.email })
      await web.chooseShipping(id)

      const { data } = await web.listOffers(id)
      expect(data.engage_promotions).toMatchObject([
        { assignment_id: offer.id, applicable: true },
      ])
      expect((await web.applyOffer(id, offer.id)).status).toBe(200)
      await web.startPayment(id)
      const order = await web.order(id)
      expect(order.total).toBe(100)
      expect(await shop.ledger.row(id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
    })

    it("does not let a guest at a registered customer's cart", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { id } = await shop.storefront(shop.anna).createCart()
      const guest = shop.storefront(null)

      expect(await guest.listOffers(id)).toMatchObject({ status: 404 })
      expect(await guest.applyOffer(id, offer.id)).toMatchObject({
        status: 404,
      })
      // The customer's own list still asks for a sign-in.
      expect(await guest.listMyOffers()).toMatchObject({ status: 401 })
    })
  })
})
