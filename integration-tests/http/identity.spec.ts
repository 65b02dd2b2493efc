import type { HttpTypes } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import type { TestCustomer } from "../../testkit/jest/customers"
import { createRedemptionChannel } from "../../packages/engage-sandbox/src"
import { expectOk } from "../../testkit/jest/http"
import { readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({}, (shop) => {
  let customers = 0

  /** Each test has a customer of its own. */
  const newcomer = (signUp: { verified?: boolean } = {}) =>
    shop.register({ email: `newcomer-${customers++}@example.com`, ...signUp })
  const idsOf = async (customer: TestCustomer) => {
    const { status, data } = await shop.storefront(customer).listMyOffers()
    expect(status).toBe(200)
    return data.engage_promotions.map(({ assignment_id }) => assignment_id)
  }

  describe("a stranger who registers with a member's address", () => {
    it("gets nothing, until they show that the mailbox is theirs", async () => {
      const codes = new Map<string, string>()
      shop.container
        .resolve(Modules.EVENT_BUS)
        .subscribe("auth.verification_requested", async ({ data }) => {
          const { entity_id, code } = data as Record<string, string>
          codes.set(String(entity_id), String(code))
        })
      const member = { id: "member", email: "member@example.com", token: "" }
      const offer = shop.engage.giveOffer(member)
      const stranger = await shop.register({
        email: member.email,
        verified: false,
      })
      const web = shop.storefront(stranger)
      const { id } = await web.createCart()

      const notVerified = {
        engage_promotions: [],
        count: 0,
        reason: "verification_required",
      }
      expect((await web.listMyOffers()).data).toEqual(notVerified)
      expect((await web.listOffers(id)).data).toEqual(notVerified)
      expect(await web.applyOffer(id, offer.id)).toMatchObject({
        status: 400,
        data: { code: "promotion_not_found" },
      })
      expect(shop.engage.sandbox.calls()).toEqual([])

      const post = (url: string, data: object) =>
        shop.send({
          method: "POST",
          url,
          data,
          headers: { authorization: `Bearer ${stranger.token}` },
        })
      await expectOk(
        post("/auth/verification/request", {
          entity_id: member.email,
          entity_type: "email",
          code_provider: "token",
        })
      )
      const code = await until(() => codes.get(member.email))
      expect(await idsOf(stranger)).toEqual([])
      await expectOk(post("/auth/verification/confirm", { code }))

      expect(await idsOf(stranger)).toEqual([offer.id])
      expect((await web.listOffers(id)).data.reason).toBeNull()
    })
  })

  it("shows somebody who is not verified any more what is on their cart, to keep or to take off", async () => {
    const anna = await newcomer()
    const offer = shop.engage.giveOffer(anna)
    const cart = await readyCart(shop, { customer: anna, offers: [offer] })
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

    expect((await cart.web.removeOffer(cart.id, offer.id)).status).toBe(200)
    expect((await cart.web.listOffers(cart.id)).data).toMatchObject({
      engage_promotions: [],
      reason: "verification_required",
    })
  })

  it("does not ask for a verification where the shop asks for none, or offers nothing", async () => {
    const stranger = await newcomer({ verified: false })
    const web = shop.storefront(stranger)
    const { id } = await web.createCart()
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
      shop.send<T>({
        method: "POST",
        url,
        data,
        headers: {
          authorization: `Bearer ${customer.token}`,
          "x-publishable-api-key": shop.store.publishable_key,
        },
      })
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
        await expectOk(
          post(eve, "/store/customers/me", {
            metadata: sent,
            first_name: "Eve",
          })
        )
        const row = await customers().retrieveCustomer(eve.id)
        expect(row.metadata).toMatchObject({ [FIELD]: "M-3" })
        expect(row.first_name).toBe("Eve")
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

  it("a guest's offer comes off when the guest becomes another", async () => {
    await shop.ledger.setOptions({ guests: "email" })
    const guest = { id: "guest-2", email: "guest-2@example.com", token: "" }
    const offer = shop.engage.giveOffer(guest)
    const web = shop.storefront(null)
    const { id } = await web.createCart({ email: guest.email })
    await expectOk(web.applyOffer(id, offer.id))

    await web.updateCart(id, { email: "guest-3@example.com" })

    expect(await web.cart(id)).toMatchObject<Partial<HttpTypes.StoreCart>>({
      total: 100,
    })
    expect(await shop.ledger.row(id)).toMatchObject({
      status: "released",
      reason: "customer_changed",
    })
  })

  it("an offer that an order waits with is not offered again", async () => {
    const anna = await newcomer()
    const offer = shop.engage.giveOffer(anna)
    shop.engage.sandbox.setFault({
      type: "status",
      status: 503,
      operation: "redeem",
    })
    const cart = await readyCart(shop, { customer: anna, offers: [offer] })
    await cart.web.order(cart.id)

    const { data } = await cart.web.listMyOffers()

    expect(await shop.ledger.row(cart.id)).toMatchObject({ status: "pending" })
    expect(data.engage_promotions).toMatchObject([
      {
        assignment_id: offer.id,
        applicable: false,
        reason: "promotion_already_redeemed",
      },
    ])
  })
})
