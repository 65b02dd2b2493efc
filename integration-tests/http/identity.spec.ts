import { StepResponse } from "@medusajs/framework/workflows-sdk"
import type { HttpTypes } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { resolveContactWorkflow } from "../../src/workflows/offers/contact"
import type { StoreEngagePromotionListResponse } from "../../src/types"
import type { TestCustomer } from "../../testkit/jest/customers"
import { createRedemptionChannel } from "../../packages/engage-sandbox/src"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { appliedCart, readyCart } from "../../testkit/jest/checkout"
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

  let customers = 0

  /** Each test has a customer of its own. */
  const newcomer = (signUp: { verified?: boolean } = {}) =>
    shop.register({ email: `newcomer-${customers++}@example.com`, ...signUp })
  const idsOf = async (customer: TestCustomer) => {
    const data = await expectOk(shop.storefront(customer).listMyOffers())
    expect(data.count).toBe(data.engage_promotions.length)
    return data.engage_promotions.map(({ assignment_id }) => assignment_id)
  }

  /** How they get it once the mailbox is theirs is in `docs-samples.spec.ts`. */
  it("a stranger with a member's address gets nothing", async () => {
    const member = { id: "member", email: "member@example.com", token: "" }
    const offer = shop.engage.giveOffer(member)
    const { email } = member
    const stranger = await shop.register({ email, verified: false })
    const { web, id } = await shop.newCart(stranger)

    const reason = "verification_required"
    const notVerified = { engage_promotions: [], count: 0, reason }
    expect((await web.listMyOffers()).data).toEqual(notVerified)
    expect((await web.listOffers(id)).data).toEqual(notVerified)
    expectRefused(await web.applyOffer(id, offer.id), "promotion_not_found")
    expect(shop.engage.sandbox.calls()).toEqual([])
  })

  it("shows somebody who is not verified any more what is on their cart, to keep or to take off", async () => {
    const anna = await newcomer()
    const offer = shop.engage.giveOffer(anna)
    const cart = await appliedCart(shop, offer, anna)
    await shop.container
      .resolve(Modules.CUSTOMER)
      .updateCustomers(anna.id, { email: `moved-${anna.email}` })

    const { data } = await cart.web.listOffers(cart.id)
    expect(data).toMatchObject({
      engage_promotions: [
        { assignment_id: offer.id, applied: true, applicable: true },
      ],
      count: 1,
      reason: "verification_required",
    })
    expect((await cart.web.listMyOffers()).data.engage_promotions).toEqual([])

    await expectOk(cart.web.removeOffer(cart.id, offer.id))
    expect((await cart.web.listOffers(cart.id)).data).toMatchObject({
      engage_promotions: [],
      reason: "verification_required",
    })
  })

  it("does not ask for a verification where the shop asks for none, or offers nothing", async () => {
    const stranger = await newcomer({ verified: false })
    const { web, id } = await shop.newCart(stranger)
    const reason = async () => (await web.listOffers(id)).data.reason

    expect(await reason()).toBe("verification_required")
    await shop.ledger.setOptions({ salesChannels: ["sc_another"] })
    expect(await reason()).toBeNull()
    await shop.ledger.resetOptions()
    await shop.ledger.setOptions({
      contactLookup: { by: "email", cacheSeconds: 300 },
    })
    expect(await reason()).toBeNull()
  })

  describe("a shop whose Engage knows customers by a number of its own", () => {
    const FIELD = "member_number"
    const post = <T>(customer: TestCustomer, url: string, data: object) =>
      shop.storefront(customer).request<T>("POST", url, data)
    const customers = () => shop.container.resolve(Modules.CUSTOMER)
    const lookUpBy = (field: "phone" | { metadata: string }) =>
      shop.ledger.setOptions({
        contactLookup: { by: "custom_key", field, cacheSeconds: 300 },
      })
    const member = (customKey: string) =>
      shop.engage.sandbox.addContact({
        customKey,
        promotions: [{ redemptionChannels: [createRedemptionChannel()] }],
      }).promotions[0]!.id

    it("finds them by a field of their metadata that staff wrote", async () => {
      const anna = await newcomer()
      const offer = member("M-1")
      await lookUpBy({ metadata: FIELD })
      expect(await idsOf(anna)).toEqual([])

      await customers().updateCustomers(anna.id, {
        metadata: { [FIELD]: "M-1" },
      })

      expect(await idsOf(anna)).toEqual([offer])
    })

    it("does not let customers write that field, nor take it away", async () => {
      const eve = await newcomer()
      member("M-2")
      await lookUpBy({ metadata: FIELD })

      const stolen = { [FIELD]: "M-2", size: "L" }
      await expectOk(post(eve, "/store/customers/me", { metadata: stolen }))
      const { metadata } = await customers().retrieveCustomer(eve.id)
      expect(metadata).toEqual({ size: "L" })
      expect(await idsOf(eve)).toEqual([])

      await customers().updateCustomers(eve.id, {
        metadata: { [FIELD]: "M-3" },
      })
      for (const sent of [stolen, { [FIELD]: "" }, null]) {
        const changes = { metadata: sent, first_name: "Eve" }
        await expectOk(post(eve, "/store/customers/me", changes))
        expect(await customers().retrieveCustomer(eve.id)).toMatchObject({
          metadata: { [FIELD]: "M-3" },
          first_name: "Eve",
        })
      }
      // An address's metadata is another thing, and the customer's own.
      const { customer } = await expectOk(
        post<{ customer: HttpTypes.StoreCustomer }>(
          eve,
          "/store/customers/me/addresses?fields=*addresses",
          { metadata: stolen, country_code: "se" }
        )
      )
      expect(customer.addresses[0]?.metadata).toEqual(stolen)
    })

    it("does not let them bring it along when they sign up", async () => {
      member("M-4")
      await lookUpBy({ metadata: FIELD })

      const eve = await shop.register({
        email: "eve-brings-a-number@example.com",
        metadata: { [FIELD]: "M-4", size: "L" },
      })

      const { metadata } = await customers().retrieveCustomer(eve.id)
      expect(metadata).toEqual({ size: "L" })
      expect(await idsOf(eve)).toEqual([])
    })

    it("finds them by a phone number once that is verified", async () => {
      const anna = await newcomer()
      const phone = "+46701234567"
      const offer = member(phone)
      await lookUpBy("phone")
      const reason = async () =>
        (await shop.storefront(anna).listMyOffers()).data.reason
      expect(await reason()).toBeNull()

      await expectOk(post(anna, "/store/customers/me", { phone }))
      expect(await reason()).toBe("verification_required")
      expect(shop.engage.sandbox.calls()).toEqual([])

      const auth = shop.container.resolve(Modules.AUTH)
      const [identity] = await auth.listAuthIdentities({
        app_metadata: { customer_id: anna.id },
      })
      const { code = "" } = await auth.requestAuthVerification({
        auth_identity_id: identity!.id,
        entity_id: phone,
        entity_type: "phone_number",
        code_provider: "token",
      })
      expect(await reason()).toBe("verification_required")
      await auth.confirmAuthVerification({ code })
      expect(await idsOf(anna)).toEqual([offer])
    })
  })

  it("a verified address of a sign-in is not enough for another address on record", async () => {
    const anna = await newcomer()
    const offer = shop.engage.giveOffer(anna)
    const eve = await shop.register({
      email: "eve-signs-in@example.com",
      customer_email: anna.email.toUpperCase(),
    })

    expect(await idsOf(eve)).toEqual([])
    expect(await idsOf(anna)).toEqual([offer.id])
  })

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
    const { web, id } = await shop.newCart()
    await web.applyOffer(id, used.id)
    await web.applyOffer(id, gone.id)
    shop.engage.sandbox.removeAssignment(gone.id)

    for (const [offer, applied, reason] of [
      [used, true, null],
      [gone, true, "promotion_not_found"],
      [other, false, "promotion_not_configured"],
    ] as const) {
      expect(await web.listedOffer(id, offer)).toMatchObject({
        ...{ applied, applicable: reason === null, reason },
      })
    }
    expect((await web.listOffers(id)).data.count).toBe(3)
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

  it("goes by an unverified address or the customer's id only when the shop has chosen so", async () => {
    const carl = await newcomer({ verified: false })
    const offer = shop.engage.giveOffer(carl)
    const { contactLookup } = await shop.ledger.service.getOptions()
    expect(await idsOf(carl)).toEqual([])

    await shop.ledger.setOptions({
      contactLookup: { ...contactLookup, by: "email" },
    })
    expect(await idsOf(carl)).toEqual([offer.id])

    shop.engage.sandbox.addContact({
      contactId: shop.engage.contactId(carl),
      email: "another@example.com",
      customKey: carl.id,
      promotions: [offer],
    })
    expect(await idsOf(carl)).toEqual([])
    await shop.ledger.setOptions({
      contactLookup: { ...contactLookup, by: "custom_key" },
    })
    expect(await idsOf(carl)).toEqual([offer.id])
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
      expect(await idsOf(shop.anna)).toEqual([offer.id])
    }
  })

  it("asks Engage by no blank key, which could be somebody else's", async () => {
    shop.engage.giveOffer(shop.anna)

    for (const blank of [{ contact_id: "" }, { custom_key: " " }]) {
      resolved = blank
      expect(await idsOf(shop.anna)).toEqual([])
    }
    expect(shop.engage.sandbox.calls()).toEqual([])
  })

  it("shows nothing when two contacts have the same address", async () => {
    shop.engage.giveOffer(shop.anna)
    shop.engage.sandbox.addContact({
      contactId: "twin",
      email: shop.anna.email,
    })

    expect(await idsOf(shop.anna)).toEqual([])
  })

  describe("when guests are known by their address", () => {
    const GUEST = { id: "guest", email: "guest@example.com", token: "" }

    beforeEach(() => shop.ledger.setOptions({ guests: "email" }))

    it("lets a guest see, apply and redeem an offer", async () => {
      const offer = shop.engage.giveOffer(GUEST)
      const { web, id } = await shop.newCart(null, { email: GUEST.email })
      await web.chooseShipping(id)

      expect(await web.listedOffer(id, offer)).toMatchObject({
        applicable: true,
      })
      await expectOk(web.applyOffer(id, offer.id))
      const order = await web.buy(id)
      expect(order.total).toBe(100)
      await shop.expectRow(id, { status: "redeemed", order_id: order.id })
    })

    it("does not let a guest at a registered customer's cart", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { id } = await shop.newCart()
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
