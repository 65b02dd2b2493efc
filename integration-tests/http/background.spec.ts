import { Modules } from "@medusajs/framework/utils"

import { act, cancelOrder } from "../../testkit/jest/acting"
import {
  discountsOf,
  linkedCart,
  linkOffer,
  readyCart,
} from "../../testkit/jest/checkout"
import { expectOk, expectRefused } from "../../testkit/jest/http"
import { PROVIDERS } from "../../testkit/payment/payments"
import { returnItems } from "../../testkit/jest/returns"
import { engageSuite } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"

/**
 * What the job does with a real order of Medusa's. Every fault at checkout and in the
 * background is in `faults`, every decision in `decide.unit.spec.ts`, what a dead
 * server leaves in the module's specs and in `fleet/kill`.
 */
engageSuite({}, (shop) => {
  const savedCalls = () =>
    shop.engage.redeemCalls().filter(({ saved }) => saved)

  /** An order whose redeem call is lost, and had not arrived. */
  const orderWithLostCall = async () => {
    const { offer, ...cart } = await linkedCart(shop)
    shop.engage.onRedeem({ type: "reset_before_save", times: 1 })
    return { offer, cart, order: await cart.web.order(cart.id) }
  }

  it("gives the offer of a cancelled order back once the call that was lost cannot arrive any more", async () => {
    const { cart, offer, order } = await orderWithLostCall()
    await cancelOrder(shop, order.id)

    // A call of ours may still arrive: nobody says yet that it was used.
    await shop.ledger.reconcile()
    const reason = "order_canceled"
    await shop.expectRow(cart.id, { status: "pending", reason })
    const { web, id: other } = await shop.newCart()
    for (const answer of [
      await web.applyOffer(other, offer.id),
      await linkOffer(shop, web, other, offer, "admin"),
    ]) {
      expectRefused(answer, "redemption_in_progress")
    }
    for (const list of [web.listOffers(other), web.listMyOffers()]) {
      expect((await list).data.engage_promotions).toMatchObject([
        { applicable: false, reason: "redemption_in_progress" },
      ])
    }

    await shop.ledger.agePastAttempts(cart.id)
    await shop.ledger.reconcile()

    const order_id = order.id
    await shop.expectRow(cart.id, { status: "released", reason, order_id })
    expect(shop.engage.redeemCalls()).toHaveLength(1)
    await web.applyOffer(other, offer.id)
    await web.chooseShipping(other)
    expect(discountsOf(await web.buy(other))).toEqual({ "10056": 10 })
    expect(savedCalls()).toHaveLength(1)
  })

  describe("an order that staff change while its redemption waits", () => {
    /** Staff edit an order, as the admin does. */
    const edit = async (order_id: string, path: string, change: object) => {
      const post = (to: string, body: object = {}) =>
        expectOk(shop.admin("POST", `/admin/order-edits${to}`, body))
      await post("", { order_id })
      await post(`/${order_id}/items${path}`, change)
      await post(`/${order_id}/request`)
      await post(`/${order_id}/confirm`)
    }
    const addMug = (order_id: string) =>
      edit(order_id, "", {
        items: [{ variant_id: shop.store.variants.mug, quantity: 1 }],
      })
    type EditedOrder = {
      status: string
      discount_total: number
      payment_collections: { id: string; status: string }[]
    }
    const retrieveOrder = async (id: string) => {
      const { order } = await expectOk(
        shop.admin<{ order: EditedOrder }>(
          "GET",
          `/admin/orders/${id}?fields=status,discount_total,payment_collections.id,payment_collections.status`
        )
      )
      return order
    }

    it("by adding a mug, so that Medusa cancels the payment: the offer waits for the new payment", async () => {
      const { cart, order } = await orderWithLostCall()
      await addMug(order.id)

      await shop.ledger.reconcile()

      const edited = await retrieveOrder(order.id)
      expect(edited).toMatchObject({ status: "pending", discount_total: 10 })
      await shop.expectRow(cart.id, {
        status: "pending",
        reason: "payment_pending",
        order_id: order.id,
      })
      expect(savedCalls()).toEqual([])

      const unpaid = edited.payment_collections.find(
        ({ status }) => status === "not_paid"
      )
      await expectOk(
        shop.admin(
          "POST",
          `/admin/payment-collections/${unpaid?.id}/mark-as-paid`,
          { order_id: order.id }
        )
      )
      await shop.ledger.reconcile()

      await shop.expectRow(cart.id, { status: "redeemed", order_id: order.id })
      expect(savedCalls()).toHaveLength(1)
    })

    it("by removing what was discounted from a paid order: an operator decides", async () => {
      const provider = PROVIDERS.capturing
      const { offer, ...cart } = await linkedCart(shop, { provider })
      shop.engage.onRedeem({ type: "reset_before_save", times: 1 })
      const { id: order_id, items } = await cart.web.order(cart.id)
      await edit(order_id, `/item/${items?.[0]?.id}`, { quantity: 0 })

      await shop.ledger.reconcile()

      await shop.expectRow(cart.id, {
        ...{ status: "attention", reason: "no_discount", order_id },
      })
      expect(savedCalls()).toEqual([])

      const { id } = await shop.ledger.row(cart.id)
      const decision = { resolution: "not_redeemed", note: "Nothing is left." }
      await expectOk(act(shop, "resolve", id, decision))
      const other = await readyCart(shop, { offers: [offer] })
      expect((await other.web.order(other.id)).total).toBe(100)
      expect(savedCalls()).toHaveLength(1)
    })

    it.each<[string, 429 | 503, object]>([
      ["was not sent", 429, { status: "released", reason: "order_returned" }],
      ["may have been sent", 503, { status: "redeemed" }],
    ])(
      "by taking all of a paid order back: an offer that %s ends so",
      async (_, status, expected) => {
        const provider = PROVIDERS.capturing
        const cart = await linkedCart(shop, { provider })
        shop.engage.onRedeem({ type: "status", status, times: 1 })
        const { id: order_id } = await cart.web.order(cart.id)
        await shop.ledger.stopTime(cart.id)
        await returnItems(shop.container, order_id)

        await shop.ledger.reconcile()

        await shop.expectRow(cart.id, { ...expected, order_id })
        expect(savedCalls()).toHaveLength(status === 429 ? 0 : 1)
      }
    )

    it("by adding a mug to a paid order: the offer is redeemed", async () => {
      const provider = PROVIDERS.capturing
      const cart = await linkedCart(shop, { provider })
      shop.engage.onRedeem({ type: "reset_before_save", times: 1 })
      const { id: order_id } = await cart.web.order(cart.id)
      await addMug(order_id)

      await shop.ledger.reconcile()

      await shop.expectRow(cart.id, { status: "redeemed", order_id })
    })

    it("by adding a mug and cancelling it during the job's call: it is redeemed once", async () => {
      const { cart, order } = await orderWithLostCall()
      shop.engage.onRedeem({ type: "delay_after_save", ms: 4_000, times: 1 })
      const job = shop.ledger.reconcile()
      await until(savedCalls, ({ length }) => length > 0)

      await addMug(order.id)
      await cancelOrder(shop, order.id)
      await job

      expect((await retrieveOrder(order.id)).status).toBe("canceled")
      await shop.expectRow(cart.id, {
        status: "redeemed",
        order_id: order.id,
        inferred: false,
      })
      expect(savedCalls()).toHaveLength(1)
    })
  })

  it("releases an assignment that was not sent when its order is gone", async () => {
    const cart = await linkedCart(shop)
    shop.engage.onRedeem({ type: "status", status: 429, times: 1 })
    const order = await cart.web.order(cart.id)
    await shop.container.resolve(Modules.ORDER).softDeleteOrders([order.id])

    await shop.ledger.reconcile()

    await shop.expectRow(cart.id, { status: "released", reason: "order_gone" })
  })
})
