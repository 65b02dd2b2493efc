import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import { act, deferredOrder } from "../../testkit/jest/acting"
import { discountsOf, readyCart, linkedCart } from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { createRedemption } from "../../testkit/jest/redemptions"
import { engageSuite } from "../../testkit/jest/suite"

const REQUIRES_ASSIGNMENT = {
  status: 400,
  data: {
    type: "not_allowed",
    code: "promotion_requires_assignment",
    message: ERROR_SENTENCES.promotion_requires_assignment,
  },
}

engageSuite({}, (shop) => {
  /** Links an offer once, which makes its promotion a managed one. */
  const manage = async (code = "10056") => {
    const offer = shop.engage.giveOffer(shop.anna, { code })
    const { web, id } = await shop.newCart()
    expect((await web.applyOffer(id, offer.id)).status).toBe(200)
    return { offer, web, id }
  }

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

    it("may be sent again for a cart that has its offer linked", async () => {
      const { web, id } = await manage()

      expect((await web.addCode(id, "10056")).status).toBe(200)
      expect((await web.addCode(id, "30-OFF")).status).toBe(200)
      const refreshed = await web.addShirt(id)
      expect(refreshed.status).toBe(200)
      expect(Object.keys(discountsOf(await web.cart(id))).sort()).toEqual([
        "10056",
        "30-OFF",
      ])
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

    it("leaves a cart that another customer takes over", async () => {
      const { id } = await manage()
      const bert = shop.storefront(shop.bert)

      expect((await bert.takeOver(id)).status).toBe(200)

      expect(discountsOf(await bert.cart(id))).toEqual({})
      await shop.expectRow(id, {
        status: "released",
        reason: "customer_changed",
      })
      expect(await bert.addCode(id, "10056")).toEqual(REQUIRES_ASSIGNMENT)
    })
  })

  describe("a cart that had the code before it was managed", () => {
    const cartWithCode = async () => {
      const cart = await readyCart(shop, {
        customer: null,
        provider: PROVIDERS.capturing,
      })
      expect((await cart.web.addCode(cart.id, "10056")).status).toBe(200)
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
    expect(data).toEqual({ engage_promotions: [], count: 0, reason: null })
  })

  it("does not keep what waits from Engage while the plugin is switched off", async () => {
    const waiting = await linkedCart(shop)
    shop.engage.onRedeem({ type: "status", status: 503, times: 1 })
    await waiting.web.order(waiting.id)
    const later = shop.engage.giveOffer(shop.bert)
    const onCart = await readyCart(shop, {
      customer: shop.bert,
      offers: [later],
    })
    await shop.ledger.setOptions({ enabled: false })
    await onCart.web.order(onCart.id)
    expect(shop.engage.redeemCalls(later.id)).toEqual([])

    await shop.ledger.reconcile()

    for (const { id } of [waiting, onCart]) {
      await shop.expectRow(id, { status: "redeemed" })
    }
  })

  const draft = <T>(path: string, body: object = {}) =>
    expectOk(shop.admin<T>("POST", `/admin/draft-orders${path}`, body))

  /** Staff make a draft order, as the admin does. */
  const makeDraft = async () => {
    const { draft_order } = await draft<{ draft_order: { id: string } }>("", {
      email: "phone@example.com",
      region_id: shop.store.regions.se,
      sales_channel_id: shop.store.sales_channel_id,
      items: [{ variant_id: shop.store.variants.shirt, quantity: 1 }],
    })
    await draft(`/${draft_order.id}/edit`)
    return draft_order.id
  }

  /** Staff give a draft order the code "10056", and make it an order. */
  const orderWithCode = async (id: string) => {
    await draft(`/${id}/edit/promotions`, { promo_codes: ["10056"] })
    await draft(`/${id}/edit/confirm`)
    await draft(`/${id}/convert-to-order`)
  }

  it("a draft order gets a managed code from staff, redeems nothing, and shows it", async () => {
    await manage()
    const promotion_id = shop.store.promotions["10056"]
    const orderId = await makeDraft()
    await orderWithCode(orderId)

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
    expect(
      (await shop.ledger.all()).filter(({ order_id }) => order_id)
    ).toEqual([])
    expect(shop.engage.redeemCalls()).toEqual([])
    // It opened the code to nobody.
    const { web, id } = await shop.newCart(null)
    expect(await web.addCode(id, "10056")).toEqual(REQUIRES_ASSIGNMENT)
  })

  it("a draft order takes nothing of an order for which the job and an operator redeem the same code", async () => {
    const waiting = await deferredOrder(shop)
    const orderId = await makeDraft()

    const [, , tried] = await Promise.all([
      orderWithCode(orderId),
      shop.ledger.reconcile(),
      act(shop, "retry", waiting.id),
    ])

    expect(tried.status).toBeLessThan(500)
    const { order } = await expectOk(
      shop.admin<{ order: object }>(
        "GET",
        `/admin/orders/${orderId}?fields=discount_total,is_draft_order`
      )
    )
    expect(order).toMatchObject({ discount_total: 10, is_draft_order: false })
    await shop.expectRow(waiting.cart.id, {
      status: "redeemed",
      order_id: waiting.order.id,
    })
    expect(
      shop.engage.redeemCalls(waiting.offer.id).filter(({ saved }) => saved)
    ).toHaveLength(1)
    expect(
      (await shop.ledger.all()).filter(({ order_id }) => order_id === orderId)
    ).toEqual([])
  })
})
