import { StepResponse } from "@medusajs/framework/workflows-sdk"
import type { HttpTypes } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { resolveContactWorkflow } from "../../src/workflows/offers/contact"
import type { StoreEngagePromotionListResponse } from "../../src/types"
import {
  requestVerification,
  type TestCustomer,
} from "../../testkit/jest/customers"
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

  /** A customer who has not shown that the address is theirs. */
  const unverified = (email = "stranger@example.com") =>
    shop.register({ email, verified: false })
  const idsOf = async (customer: TestCustomer) => {
    const data = await expectOk(shop.storefront(customer).listMyOffers())
    expect(data.count).toBe(data.engage_promotions.length)
    return data.engage_promotions.map(({ assignment_id }) => assignment_id)
  }

  /** How they get it once the mailbox is theirs is in `docs-samples.spec.ts`. */
  it("a stranger with a member's address gets nothing", async () => {
    const member = { id: "member", email: "member@example.com", token: "" }
    const offer = shop.engage.giveOffer(member)
    const { web, id } = await shop.newCart(await unverified(member.email))

    const reason = "verification_required"
    const notVerified = { engage_promotions: [], count: 0, reason }
    expect((await web.listMyOffers()).data).toEqual(notVerified)
    expect((await web.listOffers(id)).data).toEqual(notVerified)
    expectRefused(await web.applyOffer(id, offer.id), "promotion_not_found")
    expect(shop.engage.sandbox.calls()).toEqual([])
  })

  it("shows somebody who is not verified any more what is on their cart, to keep or to take off", async () => {
    const { offer, web, id } = await appliedCart(shop)
    await shop.container
      .resolve(Modules.CUSTOMER)
      .updateCustomers(shop.anna.id, { email: "moved@example.com" })

    const reason = "verification_required"
    const shown = { assignment_id: offer.id, applied: true, applicable: true }
    const kept = { engage_promotions: [shown], count: 1, reason }
    expect((await web.listOffers(id)).data).toMatchObject(kept)
    expect((await web.listMyOffers()).data.engage_promotions).toEqual([])

    await expectOk(web.removeOffer(id, offer.id))
    const none = { engage_promotions: [], count: 0, reason }
    expect((await web.listOffers(id)).data).toEqual(none)
  })

  it("does not ask for a verification where the shop asks for none, or offers nothing", async () => {
    const { web, id } = await shop.newCart(await unverified())
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
        contactLookup: { by: "custom_key", field, cacheSeconds: 0 },
      })
    const member = (customKey: string) =>
      shop.engage.sandbox.addContact({
        customKey,
        promotions: [{ redemptionChannels: [createRedemptionChannel()] }],
      }).promotions[0]!.id

    it("finds them by a field of their metadata that staff wrote", async () => {
      const offer = member("M-1")
      await lookUpBy({ metadata: FIELD })
      expect(await idsOf(shop.anna)).toEqual([])

      const metadata = { [FIELD]: "M-1" }
      await customers().updateCustomers(shop.anna.id, { metadata })

      expect(await idsOf(shop.anna)).toEqual([offer])
    })

    it("does not let customers write that field, nor take it away", async () => {
      const eve = shop.bert
      member("M-2")
      await lookUpBy({ metadata: FIELD })

      const stolen = { [FIELD]: "M-2", size: "L" }
      await expectOk(post(eve, "/store/customers/me", { metadata: stolen }))
      const { metadata } = await customers().retrieveCustomer(eve.id)
      expect(metadata).toEqual({ size: "L" })
      expect(await idsOf(eve)).toEqual([])

      const own = { [FIELD]: "M-3" }
      await customers().updateCustomers(eve.id, { metadata: own })
      for (const sent of [stolen, { [FIELD]: "" }, null]) {
        const changes = { metadata: sent, first_name: "Eve" }
        await expectOk(post(eve, "/store/customers/me", changes))
        const written = await customers().retrieveCustomer(eve.id)
        expect(written).toMatchObject({ metadata: own, first_name: "Eve" })
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
      const { anna } = shop
      const phone = "+46701234567"
      const offer = member(phone)
      await lookUpBy("phone")
      const reason = async () =>
        (await shop.storefront(anna).listMyOffers()).data.reason
      expect(await reason()).toBeNull()

      await expectOk(post(anna, "/store/customers/me", { phone }))
      expect(await reason()).toBe("verification_required")
      expect(shop.engage.sandbox.calls()).toEqual([])

      const { container } = shop
      const code = await requestVerification(
        container,
        anna.id,
        phone,
        "phone_number"
      )
      expect(await reason()).toBe("verification_required")
      await container.resolve(Modules.AUTH).confirmAuthVerification({ code })
      expect(await idsOf(anna)).toEqual([offer])
    })
  })

  it("a verified address of a sign-in is not enough for another address on record", async () => {
    const { anna } = shop
    const offer = shop.engage.giveOffer(anna)
    const eve = await shop.register({
      email: "eve-signs-in@example.com",
      customer_email: anna.email.toUpperCase(),
    })

    expect(await idsOf(eve)).toEqual([])
    expect(await idsOf(anna)).toEqual([offer.id])
  })

  it("lists a customer's offers as a shopper is shown them", async () => {
    const texts = {
      name: "Welcome back",
      heading: "10 % off",
      description: "On everything",
      link: "https://example.com/a",
    }
    const [imageUrl, expiresOn] = ["https://example.com/a.png", "2099-12-31"]
    const shown = { ...texts, imageUrl, expiresOn }
    const offer = shop.engage.giveOffer(shop.anna, shown)
    shop.engage.giveOffer(shop.bert)

    const { data } = await shop.storefront().listMyOffers()

    expect(data).toEqual({
      engage_promotions: [
        {
          ...texts,
          assignment_id: offer.id,
          image_url: imageUrl,
          expires_on: expiresOn,
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
    const carl = await unverified()
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

      expect((await guest.listOffers(id)).status).toBe(404)
      expect((await guest.applyOffer(id, offer.id)).status).toBe(404)
      // The customer's own list still asks for a sign-in.
      expect((await guest.listMyOffers()).status).toBe(401)
    })
  })
})
