import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import {
  discountsOf,
  LINK_WAYS,
  linkedCart,
  readyCart,
} from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { listPayments, PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

/** What each provider has to do with the money of an order that is undone. */
const MONEY_BACK = {
  authorizing: ["authorized", "canceled"],
  capturing: ["captured", "canceled", "refunded"],
  keeping: ["captured", "refunded"],
}

/** What the refused completions have in common: the store's online promise. */
const REFUSED = {
  status: 400,
  data: {
    type: "not_allowed",
    code: "promotion_not_valid_for_redemption_channel",
    message: ERROR_SENTENCES.promotion_not_valid_for_redemption_channel,
  },
}

engageSuite({}, (shop) => {
  it.each(LINK_WAYS)(
    "an offer linked by the %s route is redeemed once, over ECOM, when the order is placed",
    async (way) => {
      const offer = shop.engage.giveOffer(shop.anna)
      const contents = {}
      const cart = await readyCart(shop, { offers: [offer], way, contents })
      expect(shop.engage.redeemCalls()).toEqual([])

      const order = await cart.web.order(cart.id)

      expect(order.total).toBe(100)
      expect(discountsOf(order)).toEqual({ "10056": 10 })
      expect(shop.engage.redeemCalls()).toMatchObject([
        {
          assignmentId: offer.id,
          channel: "ECOM",
          status: 200,
          saved: true,
          userAgent: expect.stringMatching(/^medusa-plugin-voyado-engage\/\d/),
        },
      ])
      // What staff link without asking Engage has no promotion of Engage's.
      const engage_promotion_id = way === "store" ? offer.promotionId : null
      const row = await shop.ledger.row(cart.id)
      expect(row).toMatchObject({
        assignment_id: offer.id,
        order_id: order.id,
        customer_id: shop.anna.id,
        promotion_id: shop.store.promotions["10056"],
        promotion_code: "10056",
        contact_id: way === "store" ? shop.engage.contactId(shop.anna) : null,
        engage_promotion_id,
        channel: "ECOM",
        status: "redeemed",
        reason: null,
        inferred: false,
        discount_amount: 10,
        currency_code: "eur",
        attempt_count: 1,
        redeemed_at: expect.any(Date),
        rejected_at: null,
        status_changed_by: "checkout",
        attempts: [{ trigger: "checkout", outcome: "redeemed" }],
      })

      await until(() => shop.events.of(cart.id).length >= 2)
      const what = {
        id: row.id,
        assignment_id: offer.id,
        engage_promotion_id,
        cart_id: cart.id,
        reason: null,
      }
      expect(shop.events.of(cart.id)).toEqual([
        {
          name: "promotion_redemption.linked",
          data: { ...what, order_id: null, status: "linked" },
        },
        {
          name: "promotion_redemption.redeemed",
          data: { ...what, order_id: order.id, status: "redeemed" },
        },
      ])

      const query = shop.container.resolve(ContainerRegistrationKeys.QUERY)
      for (const [entity, id] of [
        ["cart", cart.id],
        ["order", order.id],
      ] as const) {
        const { data } = await query.graph({
          entity,
          fields: ["id", "promotion_redemptions.*"],
          filters: { id },
        })
        expect(data).toMatchObject([
          { id, promotion_redemptions: [{ id: row.id, status: "redeemed" }] },
        ])
      }
    }
  )

  it("an order of 0 that has items is redeemed without a payment, at once and by the job", async () => {
    const offers = ["ALL-FREE", "FREE-SHIPPING"].map((code) =>
      shop.engage.giveOffer(shop.anna, { code })
    )
    const { web, id } = await shop.newCart()
    await web.chooseShipping(id)
    for (const offer of offers) {
      await expectOk(web.applyOffer(id, offer.id))
    }
    shop.engage.onRedeem({ type: "status", status: 429, times: 1 })

    const order = await web.order(id)

    expect(order.total).toBe(0)
    const redeemed = { status: "redeemed", order_id: order.id }
    await shop.expectRows(id, [{ status: "pending" }, redeemed])
    await shop.ledger.reconcile()
    await shop.expectRows(id, [
      { ...redeemed, discount_amount: 100 },
      { ...redeemed, discount_amount: 10 },
    ])
  })

  const refuse = () =>
    shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })

  it.each(Object.keys(MONEY_BACK) as (keyof typeof MONEY_BACK)[])(
    "a refusal, paid with the %s provider, undoes the order and the payment, and leaves a cart to be bought at the full price",
    async (name) => {
      const provider = PROVIDERS[name]
      const cart = await linkedCart(shop, { provider })
      refuse()

      expect(await cart.web.complete(cart.id)).toEqual(REFUSED)

      expect(await shop.orders()).toEqual([])
      expect(await shop.reservations()).toBe(0)
      expect(book.all().filter((what) => what !== "deleted")).toEqual(
        MONEY_BACK[name]
      )
      const [payment, ...others] = await listPayments(shop.container)
      const sum = (amounts: { amount: unknown }[] = []) =>
        amounts.reduce((total, { amount }) => total + Number(amount), 0)
      expect(others).toEqual([])
      expect(sum(payment?.refunds)).toBe(sum(payment?.captures))
      expect(payment?.canceled_at || payment?.refunds?.length).toBeTruthy()

      const after = await cart.web.cart(cart.id)
      expect(after).toMatchObject({ total: 110, promotions: [] })
      expect(after.completed_at ?? null).toBeNull()
      expect(discountsOf(after)).toEqual({})
      expect(after.payment_collection ?? null).toBeNull()

      const again = await cart.web.complete(cart.id)
      expect(again.status).toBe(400)
      expect(await shop.orders()).toEqual([])
      const refused = book.all().length

      const { amount } = await cart.web.startPayment(cart.id, provider)
      const order = await cart.web.order(cart.id)

      expect(amount).toBe(110)
      expect(order.total).toBe(110)
      expect(discountsOf(order)).toEqual({})
      expect(await shop.orders()).toHaveLength(1)
      expect(await shop.reservations()).toBe(1)
      const payments = await listPayments(shop.container)
      expect(payments.map((payment) => Number(payment.amount))).toEqual([
        100, 110,
      ])
      expect(payments[1]).toMatchObject({ canceled_at: null, refunds: [] })
      expect(book.all().slice(refused)).toEqual([MONEY_BACK[name][0]])
      expect(shop.engage.redeemCalls()).toHaveLength(1)
      // The job sees that the first payment was given back.
      await shop.ledger.reconcile()
      await shop.expectRow(cart.id, {
        status: "rejected",
        reason: REFUSED.data.code,
        order_id: null,
        next_attempt_at: null,
      })
    }
  )

  it("is recorded, told, and shown, and the offer is on the cart again only when the shopper applies it", async () => {
    const reason = REFUSED.data.code
    const { offer, ...cart } = await linkedCart(shop)
    refuse()
    await cart.web.complete(cart.id)
    shop.engage.sandbox.clearFaults()

    const row = await shop.ledger.row(cart.id)
    expect(row).toMatchObject({
      ...{ status: "rejected", reason, order_id: null, redeemed_at: null },
      rejected_at: expect.any(Date),
      attempts: [{ outcome: "refused", http_status: 409, error_code: reason }],
    })
    await until(() => shop.events.names(cart.id).includes("rejected"))
    expect(shop.events.of(cart.id).map(({ data }) => data)).toEqual([
      {
        id: row.id,
        assignment_id: offer.id,
        engage_promotion_id: offer.promotionId,
        cart_id: cart.id,
        order_id: null,
        status: "rejected",
        reason,
      },
    ])
    expect(shop.events.ordersPlaced).toBe(0)
    expect(await cart.web.listedOffer(cart.id, offer)).toMatchObject({
      ...{ applied: false, applicable: false, reason },
    })

    await cart.web.addShirt(cart.id)
    expect(discountsOf(await cart.web.cart(cart.id))).toEqual({})
    await expectOk(cart.web.applyOffer(cart.id, offer.id))
    const order = await cart.web.buy(cart.id)
    expect(order.total).toBe(190)
    await shop.expectRows(cart.id, [
      { status: "rejected", order_id: null },
      { status: "redeemed", order_id: order.id },
    ])
  })
})
