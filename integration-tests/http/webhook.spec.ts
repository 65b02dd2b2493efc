import type { HttpTypes } from "@medusajs/framework/types"
import {
  beginOrderEditOrderWorkflow,
  confirmOrderEditRequestWorkflow,
  orderEditUpdateItemQuantityWorkflow,
} from "@medusajs/medusa/core-flows"

import { act, cancelOrder } from "../../testkit/jest/acting"
import { ERROR_SENTENCES } from "../../src/errors/catalogue"
import {
  discountsOf,
  linkOffer,
  readyCart,
  linkedCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import {
  deliverWebhook,
  listPayments,
  PROVIDERS,
} from "../../testkit/payment/payments"
import type { RedemptionInput } from "../../testkit/jest/redemptions"
import { returnItems } from "../../testkit/jest/returns"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

/** An operator's word on an order that waits for its payment. */
const FREED = { resolution: "not_redeemed", note: "Nobody pays." }

engageSuite({}, (shop) => {
  const deliver = (
    { session_id, amount }: ReadyCart,
    action: "authorized" | "captured",
    provider: string = PROVIDERS.authorizing
  ) => deliverWebhook(shop.container, { provider, session_id, action, amount })

  it("a payment that is authorised by webhook changes no cart when its session is gone, and otherwise places one order and redeems", async () => {
    const provider = PROVIDERS.authorizing
    const { id: other } = await linkedCart(shop, { provider })
    const cart = await linkedCart(shop, { provider })
    const payment = await cart.web.startPayment(cart.id, provider)

    await deliver(cart, "authorized")

    expect(await shop.orders()).toEqual([])
    await shop.expectRow(cart.id, { status: "linked" })

    for (const _ of [1, 2]) {
      await deliver({ ...cart, ...payment }, "authorized")
    }
    const [order, ...others] = await shop.orders()
    expect(others).toEqual([])
    await shop.expectRow(cart.id, {
      status: "redeemed",
      order_id: order?.id,
      discount_amount: 10,
    })
    await shop.expectRow(other, { status: "linked" })
    expect(shop.engage.redeemCalls()).toHaveLength(1)
    expect(book.all().filter((what) => what === "authorized")).toHaveLength(1)
  })

  it("a payment that is captured by webhook is undone when Engage refuses, and the shopper can read why", async () => {
    const provider = PROVIDERS.authorizing
    const { offer, ...cart } = await linkedCart(shop, { provider })
    shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })
    const reason = "promotion_not_valid_for_redemption_channel"

    await deliver(cart, "captured")

    expect(await shop.orders()).toEqual([])
    expect(await shop.reservations()).toBe(0)
    const [payment] = await listPayments(shop.container)
    expect(payment?.canceled_at || payment?.refunds?.length).toBeTruthy()
    expect(book.all()).toContain("refunded")

    const after = await cart.web.cart(cart.id)
    expect(after).toMatchObject({ total: 110, promotions: [] })
    expect(after.payment_collection ?? null).toBeNull()
    await shop.expectRow(cart.id, { status: "rejected", reason })
    expect(await cart.web.listedOffer(cart.id, offer)).toMatchObject({
      ...{ applied: false, applicable: false, reason },
    })
    await until(() => shop.events.names(cart.id).includes("rejected"))

    const payment2 = await cart.web.startPayment(cart.id, provider)
    await deliver({ ...cart, ...payment2 }, "captured")
    expect(payment2.amount).toBe(110)
    expect(await shop.orders()).toHaveLength(1)
    expect(shop.engage.redeemCalls()).toHaveLength(1)
  })

  describe("a bank transfer, which is paid after the order", () => {
    const provider = PROVIDERS.bankTransfer

    const orderOnAccount = async () => {
      const { offer, ...cart } = await linkedCart(shop, { provider })
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
      await shop.expectRow(cart.id, waiting)
      await shop.ledger.reconcile()
      await shop.expectRow(cart.id, waiting)
      expect(shop.engage.redeemCalls()).toEqual([])

      await deliver(cart, "authorized", provider)
      await shop.ledger.reconcile()

      await shop.expectRow(cart.id, {
        status: "redeemed",
        reason: null,
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("is released when the order is cancelled unpaid", async () => {
      const { cart, offer, order } = await orderOnAccount()

      await cancelOrder(shop, order.id)
      await shop.ledger.reconcile()

      await shop.expectRow(cart.id, {
        status: "released",
        reason: "order_canceled",
      })
      expect(shop.engage.redeemCalls()).toEqual([])

      const again = await readyCart(shop, { offers: [offer] })
      expect(discountsOf(await again.web.order(again.id))).toEqual({
        "10056": 10,
      })
    })

    it("keeps its assignment when it is paid before an operator frees the assignment, 15 days later", async () => {
      const { cart, order } = await orderOnAccount()
      const { id } = await shop.ledger.row(cart.id)
      await shop.ledger.passTime(15 * 24 * 60 * 60_000, cart.id)
      await shop.ledger.reconcileCart(cart.id)
      await shop.ledger.stopTime(cart.id)
      await shop.expectRow(cart.id, { reason: "payment_overdue" })
      await deliver(cart, "authorized", provider)

      expectRefused(
        await act(shop, "resolve", id, FREED),
        "redemption_action_not_allowed"
      )

      await expectOk(act(shop, "retry", id))
      await shop.expectRow(cart.id, { status: "redeemed", order_id: order.id })
    })

    describe("and that an operator has freed the offer of", () => {
      const freedOrder = async (shown: RedemptionInput = {}) => {
        const { cart, offer, order } = await orderOnAccount()
        if (shown.status) {
          await shop.ledger.change(cart.id, shown)
        }
        const { id } = await shop.ledger.row(cart.id)
        await expectOk(act(shop, "resolve", id, FREED))
        return { cart, offer, id, order_id: order.id }
      }
      const reason = "paid_after_release"

      it("is shown to an operator as soon as it is paid, and reserves its assignment", async () => {
        const { cart, offer, id, order_id } = await freedOrder()
        const other = await readyCart(shop, { offers: [offer] })

        await deliver(cart, "captured", provider)

        const row = await shop.ledger.untilRow(cart.id, "attention")
        expect(row).toMatchObject({ reason, order_id, resolution: null })
        expectRefused(
          await other.web.complete(other.id),
          "promotion_already_redeemed"
        )

        await expectOk(act(shop, "retry", id))
        await shop.expectRow(cart.id, { status: "redeemed", order_id })
        expect(shop.engage.redeemCalls()).toHaveLength(1)
      })

      it("is shown to an operator when it is paid after another order has used the assignment, whatever the operator was shown before", async () => {
        const { cart, offer, id, order_id } = await freedOrder({
          status: "attention",
          reason: "retries_exhausted",
        })
        const other = await readyCart(shop, { offers: [offer] })
        await other.web.order(other.id)

        await deliver(cart, "authorized", provider)
        await shop.ledger.reconcile()

        const shown = { status: "attention", reason, order_id }
        await shop.expectRow(cart.id, shown)
        expectRefused(await act(shop, "retry", id), "assignment_held_elsewhere")
        const closed = { resolution: "written_off", note: "May keep both." }
        await expectOk(act(shop, "resolve", id, closed))
        expect(shop.engage.redeemCalls()).toHaveLength(1)
      })
    })

    it("is redeemed as soon as it is captured, whenever the job would look", async () => {
      const { cart } = await orderOnAccount()
      await shop.ledger.stopTime(cart.id)

      await deliver(cart, "captured", provider)

      await shop.ledger.untilRow(cart.id, "redeemed")
    })

    it.each<[string, (order: HttpTypes.StoreOrder) => Promise<unknown>]>([
      ["staff have removed its items", (order) => removeItems(order)],
      ["its items are returned", ({ id }) => returnItems(shop.container, id)],
    ])("redeems nothing for an order of 0 once %s", async (_, empty) => {
      const offers = ["10056", "FREE-SHIPPING"].map((code) =>
        shop.engage.giveOffer(shop.anna, { code })
      )
      const cart = await readyCart(shop, { offers, provider })

      await empty(await cart.web.order(cart.id))
      await shop.ledger.reconcile(6)

      const waiting = { status: "pending", reason: "payment_pending" }
      await shop.expectRows(cart.id, [waiting, waiting])
      expect(shop.engage.redeemCalls()).toEqual([])
    })

    /** Removes all items of an order, as staff do by editing the order. */
    const removeItems = async ({
      id: order_id,
      items,
    }: HttpTypes.StoreOrder) => {
      const none = (items ?? []).map(({ id }) => ({ id, quantity: 0 }))
      await beginOrderEditOrderWorkflow(shop.container).run({
        input: { order_id },
      })
      await orderEditUpdateItemQuantityWorkflow(shop.container).run({
        input: { order_id, items: none },
      })
      await confirmOrderEditRequestWorkflow(shop.container).run({
        input: { order_id, confirmed_by: shop.olga.id },
      })
    }

    it("reserves its assignment, and tells its customer alone which order does", async () => {
      const { offer, order } = await orderOnAccount()
      const { web, id } = await shop.newCart()
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
  })
})
