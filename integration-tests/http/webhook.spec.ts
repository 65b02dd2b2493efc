import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import {
  discountsOf,
  linkOffer,
  readyCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { book } from "../../testkit/payment/provider/book"
import {
  deliverWebhook,
  listPayments,
  PROVIDERS,
} from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

const ACTIONS = ["authorized", "captured"] as const

engageSuite({}, (shop) => {
  const deliver = (
    { session_id, amount }: ReadyCart,
    action: (typeof ACTIONS)[number],
    provider: string = PROVIDERS.authorizing
  ) => deliverWebhook(shop.container, { provider, session_id, action, amount })

  describe.each(ACTIONS)("a payment that is %s by webhook", (action) => {
    const provider = PROVIDERS.authorizing

    it("places the order and redeems, and changes nothing when it comes again", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer], provider })

      await deliver(cart, action)
      await deliver(cart, "authorized")

      const [order, ...others] = await shop.orders()
      expect(others).toEqual([])
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id: order?.id,
        discount_amount: 10,
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
      expect(book.all()).toEqual(
        action === "captured" ? ["authorized", "captured"] : ["authorized"]
      )
    })

    it("is undone when Engage refuses, and the shopper can read why", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer], provider })
      shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })

      await deliver(cart, action)

      expect(await shop.orders()).toEqual([])
      expect(await shop.reservations()).toBe(0)
      const [payment] = await listPayments(shop.container)
      expect(payment?.canceled_at || payment?.refunds?.length).toBeTruthy()
      expect(book.all()).toContain(
        action === "captured" ? "refunded" : "canceled"
      )

      const after = await cart.web.cart(cart.id)
      expect(after).toMatchObject({ total: 110, promotions: [] })
      expect(after.payment_collection ?? null).toBeNull()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "rejected",
        reason: "promotion_not_valid_for_redemption_channel",
      })
      const { data } = await cart.web.listOffers(cart.id)
      expect(data.engage_promotions).toMatchObject([
        {
          assignment_id: offer.id,
          applied: false,
          applicable: false,
          reason: "promotion_not_valid_for_redemption_channel",
        },
      ])
      await until(() => shop.events.names(cart.id).includes("rejected"))

      const payment2 = await cart.web.startPayment(cart.id, provider)
      await deliver({ ...cart, ...payment2 }, action)
      expect(payment2.amount).toBe(110)
      expect(await shop.orders()).toHaveLength(1)
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })
  })

  it("whose payment session is gone leaves the carts of others alone", async () => {
    const provider = PROVIDERS.authorizing
    const give = () => shop.engage.giveOffer(shop.anna)
    const other = await readyCart(shop, { offers: [give()], provider })
    const cart = await readyCart(shop, { offers: [give()], provider })
    await cart.web.startPayment(cart.id, PROVIDERS.capturing)

    await deliver(cart, "authorized")

    expect(await shop.orders()).toEqual([])
    for (const { id } of [other, cart]) {
      expect(await shop.ledger.row(id)).toMatchObject({ status: "linked" })
    }
    expect(shop.engage.redeemCalls()).toEqual([])
  })

  describe("a bank transfer, which is paid after the order", () => {
    const provider = PROVIDERS.bankTransfer

    const orderOnAccount = async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer], provider })
      const order = await cart.web.order(cart.id)
      return { offer, cart, order }
    }

    it("waits for the money before it redeems", async () => {
      const { cart, order } = await orderOnAccount()

      expect(order.total).toBe(100)
      const waiting = {
        status: "pending",
        reason: "payment_pending",
        order_id: order.id,
      }
      expect(await shop.ledger.row(cart.id)).toMatchObject(waiting)
      await shop.ledger.reconcile()
      expect(await shop.ledger.row(cart.id)).toMatchObject(waiting)
      expect(shop.engage.redeemCalls()).toEqual([])

      await deliver(cart, "authorized", provider)
      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        reason: null,
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("is released when the order is cancelled unpaid", async () => {
      const { cart, offer, order } = await orderOnAccount()

      await cancelOrderWorkflow(shop.container).run({
        input: { order_id: order.id },
      })
      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "released",
        reason: "order_canceled",
      })
      expect(shop.engage.redeemCalls()).toEqual([])

      const again = await readyCart(shop, { offers: [offer] })
      expect(discountsOf(await again.web.order(again.id))).toEqual({
        "10056": 10,
      })
    })

    it("reserves its assignment, and tells its customer alone which order does", async () => {
      const { offer, order } = await orderOnAccount()
      const web = shop.storefront()
      const { id } = await web.createCart()
      const held = {
        status: 400,
        data: {
          code: "promotion_held_by_unpaid_order",
          message: expect.stringContaining(`order #${order.display_id},`),
        },
      }

      expect(await web.applyOffer(id, offer.id)).toMatchObject(held)
      expect(await linkOffer(shop, web, id, offer, "admin")).toMatchObject(held)
      for (const list of [web.listOffers(id), web.listMyOffers()]) {
        expect((await list).data.engage_promotions).toMatchObject([
          { applicable: false, reason: "promotion_held_by_unpaid_order" },
        ])
      }
      const bert = shop.storefront(shop.bert)
      const berts = await bert.createCart()
      expect(await linkOffer(shop, bert, berts.id, offer, "admin")).toEqual({
        status: 400,
        data: {
          type: "not_allowed",
          code: "promotion_already_redeemed",
          message: ERROR_SENTENCES.promotion_already_redeemed,
        },
      })
    })

    it("is shown to an operator after 14 days, and redeemed when it is paid", async () => {
      const { cart, offer, order } = await orderOnAccount()
      await shop.ledger.change(cart.id, {
        deferred_at: new Date(Date.now() - 15 * 86_400_000).toISOString(),
      })

      await shop.ledger.reconcile()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "attention",
        reason: "payment_overdue",
        order_id: order.id,
      })
      expect(shop.events.names(cart.id)).toContain("attention")
      const web = shop.storefront()
      const { id } = await web.createCart()
      expect((await web.applyOffer(id, offer.id)).data.code).toBe(
        "promotion_held_by_unpaid_order"
      )

      await deliver(cart, "authorized", provider)
      await shop.ledger.reconcile()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        reason: null,
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })
  })
})
