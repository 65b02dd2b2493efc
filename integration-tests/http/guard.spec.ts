import { Modules } from "@medusajs/framework/utils"
import { createSalesChannelsWorkflow } from "@medusajs/medusa/core-flows"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import { deferredOrder } from "../../testkit/jest/acting"
import {
  appliedCart,
  discountsOf,
  linkedCart,
} from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { createRedemption } from "../../testkit/jest/redemptions"
import { engageSuite } from "../../testkit/jest/suite"
import { only } from "../../testkit/seed/only"

const REQUIRES_ASSIGNMENT = {
  status: 400,
  data: {
    type: "not_allowed",
    code: "promotion_requires_assignment",
    message: ERROR_SENTENCES.promotion_requires_assignment,
  },
}

const NO_OFFERS = { engage_promotions: [], count: 0, reason: null }

engageSuite({}, (shop) => {
  /** Links an offer once, which makes its promotion a managed one. */
  const manage = () => appliedCart(shop)

  describe("the code of a promotion that was linked once", () => {
    it("cannot be added by anybody, in any way, and leaves other codes alone", async () => {
      const own = await manage()
      await own.web.removeOffer(own.id, own.offer.id)
      const { web: guest, id } = await shop.newCart(null)

      for (const add of [
        () => guest.addCode(id, "10056"),
        () => guest.updateCart(id, { promo_codes: ["10056"] }),
        () => guest.updateCart(id, { promo_codes: ["30-OFF", "10056"] }),
        () => guest.tryCreateCart({ promo_codes: ["10056"] }),
        () => own.web.addCode(own.id, "10056"),
      ]) {
        expect(await add()).toEqual(REQUIRES_ASSIGNMENT)
      }

      expect(await guest.cart(id)).toMatchObject({ total: 100, promotions: [] })
      expect((await guest.addCode(id, "30-OFF")).status).toBe(200)
      expect(await guest.cart(id)).toMatchObject({ total: 70 })
    })

    it("is not opened by an assignment that another customer linked to the cart", async () => {
      const { offer, web } = await manage()
      const { id } = await web.createCart()
      const row = {
        cart_id: id,
        assignment_id: offer.id,
        promotion_id: shop.store.promotions["10056"],
        customer_id: shop.bert.id,
      }
      await createRedemption(shop.container, row)

      expect(await web.addCode(id, "10056")).toEqual(REQUIRES_ASSIGNMENT)
      await shop.ledger.change(id, { customer_id: shop.anna.id })
      expect((await web.addCode(id, "10056")).status).toBe(200)
    })
  })

  describe("a cart that had the code before it was managed", () => {
    const cartWithCode = async () => {
      const cart = await shop.newCart(null)
      await expectOk(cart.web.addCode(cart.id, "10056"))
      await cart.web.chooseShipping(cart.id)
      await cart.web.startPayment(cart.id, PROVIDERS.capturing)
      await manage()
      return cart
    }

    it("can be changed, and loses the discount by that", async () => {
      const cart = await cartWithCode()

      expect((await cart.web.addShirt(cart.id)).status).toBe(200)
      expect((await cart.web.addCode(cart.id, "30-OFF")).status).toBe(200)
      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({
        "30-OFF": 30,
      })
      const order = await cart.web.buy(cart.id)
      expect(order.total).toBe(180)
    })

    it("is refused at completion, its money is given back, and it can be bought", async () => {
      const cart = await cartWithCode()

      expect(await cart.web.complete(cart.id)).toEqual(REQUIRES_ASSIGNMENT)

      expect(await shop.orders()).toEqual([])
      expect(await shop.reservations()).toBe(0)
      expect(book.all()).toContain("refunded")
      const after = await cart.web.cart(cart.id)
      expect(after).toMatchObject({ total: 110, promotions: [] })
      expect(after.payment_collection ?? null).toBeNull()

      const { amount } = await cart.web.startPayment(cart.id)
      const order = await cart.web.order(cart.id)
      expect([amount, order.total]).toEqual([110, 110])
      expect(shop.engage.redeemCalls()).toEqual([])
    })
  })

  it("stays while the plugin is switched off", async () => {
    await manage()
    await shop.ledger.setOptions({ enabled: false })
    const web = shop.storefront(null)
    const cart = await web.createCart()

    expect(await web.addCode(cart.id, "10056")).toEqual(REQUIRES_ASSIGNMENT)
    const { data } = await shop.storefront(shop.anna).listMyOffers()
    expect(data).toEqual(NO_OFFERS)
  })

  it("does not keep from Engage what was on a cart while the plugin is switched off", async () => {
    const cart = await linkedCart(shop)
    await shop.ledger.setOptions({ enabled: false })
    await cart.web.order(cart.id)
    expect(shop.engage.redeemCalls()).toEqual([])

    await shop.ledger.reconcile()

    await shop.expectRow(cart.id, { status: "redeemed" })
  })

  describe("in a sales channel that the shop has not named for offers", () => {
    /** A channel that the storefront's key is not for, with the same stock. */
    const createChannel = async () => {
      const { result } = await createSalesChannelsWorkflow(shop.container).run({
        input: { salesChannelsData: [{ name: "Outlet" }] },
      })
      const { id } = only(result)
      const [location] = await shop.container
        .resolve(Modules.STOCK_LOCATION)
        .listStockLocations({})
      const url = `/admin/stock-locations/${location!.id}/sales-channels`
      await expectOk(shop.admin("POST", url, { add: [id] }))
      return id
    }

    it("a managed code needs its assignment, and an offer that is on the cart is redeemed", async () => {
      const { web, id } = await manage()
      const { web: bert, id: other } = await shop.newCart(shop.bert)
      const { sales_channel_id: here } = shop.store
      await shop.ledger.setOptions({ salesChannels: [here] })
      const sales_channel_id = await createChannel()
      await expectOk(web.updateCart(id, { sales_channel_id }))
      await expectOk(bert.updateCart(other, { sales_channel_id }))

      expect(await bert.addCode(other, "10056")).toEqual(REQUIRES_ASSIGNMENT)

      await web.chooseShipping(id)
      expect(discountsOf(await web.buy(id))).toEqual({ "10056": 10 })
      await shop.expectRow(id, { status: "redeemed" })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("offers are neither listed nor applied, but for what is on the cart", async () => {
      const { offer, web, id } = await manage()
      const more = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
      await shop.ledger.setOptions({ salesChannels: ["sc_other"] })
      shop.engage.sandbox.clearCalls()

      expect((await web.listMyOffers()).data).toEqual(NO_OFFERS)
      expect((await web.listOffers(id)).data).toMatchObject({
        engage_promotions: [{ assignment_id: offer.id, applied: true }],
        count: 1,
      })
      expectRefused(
        await web.applyOffer(id, more.id),
        "promotion_not_configured"
      )
      const empty = await web.createCart()
      expect((await web.listOffers(empty.id)).data.count).toBe(0)
      const listed = shop.engage.sandbox.calls({ operation: "list" })
      expect(listed).toHaveLength(1)

      await shop.ledger.setOptions({
        salesChannels: ["sc_other", shop.store.sales_channel_id],
      })
      expect((await web.listMyOffers()).data.count).toBe(2)
      expect((await web.applyOffer(id, more.id)).status).toBe(200)
    })
  })

  const draft = <T>(path: string, body: object = {}) =>
    expectOk(shop.admin<T>("POST", `/admin/draft-orders${path}`, body))

  /** Staff make a draft order with the code "10056", as the admin does. */
  const orderWithCode = async () => {
    const { draft_order } = await draft<{ draft_order: { id: string } }>("", {
      email: "phone@example.com",
      region_id: shop.store.regions.se,
      sales_channel_id: shop.store.sales_channel_id,
      items: [{ variant_id: shop.store.variants.shirt, quantity: 1 }],
    })
    const { id } = draft_order
    await draft(`/${id}/edit`)
    await draft(`/${id}/edit/promotions`, { promo_codes: ["10056"] })
    await draft(`/${id}/edit/confirm`)
    await draft(`/${id}/convert-to-order`)
    return id
  }

  it("a draft order gets a managed code from staff, redeems nothing, and shows it", async () => {
    const waiting = await deferredOrder(shop)
    const promotion_id = shop.store.promotions["10056"]
    const orderId = await orderWithCode()

    const { order } = await expectOk(
      shop.admin<{ order: { cart?: object | null } }>(
        "GET",
        `/admin/orders/${orderId}?fields=discount_total,cart.id,promotions.id`
      )
    )
    expect(order).toMatchObject({
      discount_total: 10,
      promotions: [{ id: promotion_id }],
    })
    expect(order.cart ?? null).toBeNull()
    // What the order's page needs to say that no offer stands behind it.
    const { managed_promotions } = await expectOk(
      shop.admin<{ managed_promotions: unknown[] }>(
        "GET",
        `/admin/managed-promotions?promotion_id=${promotion_id}`
      )
    )
    expect(managed_promotions).toMatchObject([{ require_assignment: true }])
    await shop.ledger.reconcile()
    expect(await shop.ledger.all()).toMatchObject([
      { status: "redeemed", order_id: waiting.order.id },
    ])
    expect(shop.engage.redeemCalls().filter(({ saved }) => saved)).toHaveLength(
      1
    )
    // It opened the code to nobody.
    const { web, id } = await shop.newCart(null)
    expect(await web.addCode(id, "10056")).toEqual(REQUIRES_ASSIGNMENT)
  })
})
