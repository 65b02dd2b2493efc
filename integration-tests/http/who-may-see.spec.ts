import { OPERATIONS } from "../../scripts/openapi/operations"
import { resolveContactWorkflow } from "../../src/workflows/offers/contact"
import { readyCart, linkedCart } from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import type { TestStorefront } from "../../testkit/jest/storefront"
import { engageSuite } from "../../testkit/jest/suite"

const refusedOn = (cartId: string) =>
  `/store/carts/${cartId}/engage-promotions?refused=true`

engageSuite({}, (shop) => {
  /** All that a shopper can ask about a cart's offers. */
  const askAll = async (web: TestStorefront, cartId: string, offer: string) => [
    await web.listOffers(cartId),
    await web.request("GET", refusedOn(cartId)),
    await web.applyOffer(cartId, offer),
    await web.removeOffer(cartId, offer),
  ]

  /** Everything that Engage has been asked, as it arrived. */
  const asked = () =>
    shop.engage.sandbox.calls().map(({ method, path }) => `${method} ${path}`)

  /** That nothing was asked with somebody else's name, id or assignment in it. */
  const expectNotAskedWith = (...foreign: string[]) => {
    for (const call of asked()) {
      for (const text of foreign) {
        expect(call).not.toContain(text)
        expect(call).not.toContain(encodeURIComponent(text))
      }
    }
  }

  it("another customer's cart is refused like one that does not exist, before Engage is asked anything", async () => {
    const { offer, ...cart } = await linkedCart(shop)
    const { id: guests } = await shop.storefront(null).createCart()
    shop.engage.sandbox.clearCalls()
    const ask = (cartId: string) =>
      askAll(shop.storefront(shop.bert), cartId, offer.id)

    const unknown = await ask("cart_nobody")

    expect(unknown.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    for (const id of [cart.id, guests]) {
      expect(JSON.stringify(await ask(id))).toBe(
        JSON.stringify(unknown).replaceAll("cart_nobody", id)
      )
    }
    expect(asked()).toEqual([])
    await shop.expectRow(cart.id, { status: "linked" })
  })

  it("another customer's assignment can be neither applied to an own cart nor taken off by way of one", async () => {
    const own = shop.engage.giveOffer(shop.bert)
    const annas = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    const cart = await readyCart(shop, { offers: [annas] })
    shop.engage.sandbox.clearCalls()
    const { web: bert, id } = await shop.newCart(shop.bert)

    for (const answer of [
      await bert.applyOffer(id, annas.id),
      await bert.removeOffer(id, annas.id),
    ]) {
      expectRefused(answer, "promotion_not_found")
    }

    const { data } = await bert.listMyOffers()
    expect(data.engage_promotions).toMatchObject([{ assignment_id: own.id }])
    expectNotAskedWith(annas.id, shop.engage.contactId(shop.anna), "anna@")
    await shop.expectRow(cart.id, { status: "linked" })
  })

  it("the next customer of a cart sees nothing of what was refused the one before", async () => {
    const refusedOf = async (web: TestStorefront, cartId: string) => {
      const { engage_promotions } = await expectOk(
        web.request<{ engage_promotions: unknown[] }>("GET", refusedOn(cartId))
      )
      return engage_promotions
    }
    const offer = shop.engage.giveOffer(shop.anna)
    const other = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    const cart = await readyCart(shop, { offers: [offer, other] })
    shop.engage.refuse({
      assignmentId: offer.id,
      code: "PromotionNotAssociatedWithContact",
    })
    expect((await cart.web.complete(cart.id)).status).toBe(400)
    expect(await refusedOf(cart.web, cart.id)).toHaveLength(1)
    const own = shop.engage.giveOffer(shop.bert)
    const web = shop.storefront(shop.bert)

    expect((await web.takeOver(cart.id)).status).toBe(200)

    expect(await refusedOf(web, cart.id)).toEqual([])
    expect((await web.listOffers(cart.id)).data).toMatchObject({
      count: 1,
      engage_promotions: [{ assignment_id: own.id, applied: false }],
    })
  })

  it("a guest with somebody's e-mail is asked to sign in, and Engage is asked nothing", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const { web: guest, id } = await shop.newCart(null, {
      email: shop.anna.email,
    })

    const answers = await askAll(guest, id, offer.id)

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(asked()).toEqual([])
  })

  it("a guest's e-mail in the workflow that shops may call is nobody's contact unless the shop has chosen so", async () => {
    shop.engage.giveOffer(shop.anna)
    const contact = async () => {
      const { result } = await resolveContactWorkflow(shop.container).run({
        input: { customer_id: null, guest_email: shop.anna.email },
      })
      return result
    }

    expect(await contact()).toMatchObject({ contact_id: null })
    expect(asked()).toEqual([])
    await shop.ledger.setOptions({ guests: "email" })
    expect(await contact()).toMatchObject({
      contact_id: shop.engage.contactId(shop.anna),
    })
  })

  it("a customer's own metadata and cart's e-mail make them nobody else, whatever they write there", async () => {
    const own = shop.engage.giveOffer(shop.bert)
    const annas = shop.engage.giveOffer(shop.anna)
    const contact_id = shop.engage.contactId(shop.anna)
    const metadata = {
      contact_id,
      contactId: contact_id,
      engage_contact_id: contact_id,
      custom_key: shop.anna.id,
      email: shop.anna.email,
    }
    const bert = shop.storefront(shop.bert)
    await expectOk(bert.request("POST", "/store/customers/me", { metadata }))
    const { id } = await bert.createCart({ email: shop.anna.email })
    await expectOk(bert.updateCart(id, { metadata }))

    for (const { data } of [
      await bert.listMyOffers(),
      await bert.listOffers(id),
    ]) {
      expect(data.engage_promotions).toMatchObject([{ assignment_id: own.id }])
      expect(data.count).toBe(1)
    }
    expectRefused(await bert.applyOffer(id, annas.id), "promotion_not_found")
    expectNotAskedWith(contact_id, annas.id, shop.anna.id, "anna@")
  })

  it("the ledger cannot be had by fields of Medusa's own routes", async () => {
    const { offer, ...cart } = await linkedCart(shop)
    const ofCart = `/store/carts/${cart.id}`
    // By the two links that `query.graph` follows.
    const get = (url: string, method: "GET" | "POST" = "GET") =>
      cart.web.request(
        method,
        `${url}?fields=id,*promotion_redemptions,promotion_redemption.contact_id,promotion_redemption.assignment_id`
      )
    const before = await get(ofCart)
    const order = await cart.web.order(cart.id)

    for (const answer of [
      before,
      await get(`/store/orders/${order.id}`),
      await get("/store/orders"),
      await get(`${ofCart}/complete`, "POST"),
    ]) {
      expect(answer.status).toBe(200)
      expect(JSON.stringify(answer)).not.toContain(offer.id)
      expect(JSON.stringify(answer)).not.toContain("contact_id")
    }
  })

  describe("the admin's routes", () => {
    // Every route there is: a route that is not among these fails a unit test.
    const routes = OPERATIONS.filter(({ caller }) => caller === "admin").map(
      ({ method, path }) => ({
        method: method.toUpperCase() as "GET" | "POST",
        url: path.replaceAll("{id}", "id_1"),
      })
    )
    const key = (of: string) => ({
      authorization: `Basic ${Buffer.from(`${of}:`).toString("base64")}`,
    })
    const bearer = ({ token }: { token: string }) => ({
      authorization: `Bearer ${token}`,
    })

    /** The routes that answer otherwise, with their statuses. */
    const others = async (
      allHeaders: Record<string, string>[],
      expected: number[]
    ) => {
      const found: string[] = []
      for (const route of routes) {
        for (const headers of allHeaders) {
          const { status } = await shop.send({ ...route, headers, data: {} })
          if (!expected.includes(status)) {
            found.push(`${route.method} ${route.url} ${status}`)
          }
        }
      }
      return found
    }

    it("are for nobody who is not signed in, no customer and no storefront", async () => {
      expect(
        await others(
          [{}, bearer(shop.anna), key(shop.store.publishable_key)],
          [401]
        )
      ).toEqual([])
    })

    it("are for operators with a session, a bearer token or a secret key", async () => {
      const response = await fetch(`${shop.baseUrl}/auth/session`, {
        method: "POST",
        headers: bearer(shop.olga),
      })
      const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? ""

      // There is no such redemption, promotion, customer or cart.
      expect(
        await others(
          [{ cookie }, bearer(shop.olga), key(shop.store.secret_key)],
          [200, 400, 404]
        )
      ).toEqual([])
    })
  })
})
