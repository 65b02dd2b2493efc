import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

import type { SandboxFault } from "../../packages/engage-sandbox/src"
import { reconcileRedemptionsWorkflow } from "../../src/workflows/background/reconcile-redemptions"
import { discountsOf, linkOffer, readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({ engage: { timeoutMs: 2_000, checkoutWaitMs: 700 } }, (shop) => {
  const fail = (fault: SandboxFault, times = 1) =>
    shop.engage.sandbox.setFault({ ...fault, operation: "redeem", times })

  const savedCalls = () =>
    shop.engage.redeemCalls().filter(({ saved }) => saved)

  /** An order whose redemption has no verdict, for the reason given. */
  const orderDuring = async (fault: SandboxFault) => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    fail(fault)
    const order = await cart.web.order(cart.id)
    return { offer, cart, order }
  }

  it("learns by Engage's 'already' that an earlier call arrived, where it cannot look", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer], way: "admin" })
    fail({ type: "reset_after_save" })

    const order = await cart.web.order(cart.id)
    await shop.ledger.reconcile()

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "redeemed",
      inferred: true,
      order_id: order.id,
    })
    const saved = shop.engage.redeemCalls().filter((call) => call.saved)
    expect(saved).toHaveLength(1)
  })

  it("sends once, however many workers look at the same time", async () => {
    const { cart } = await orderDuring({ type: "status", status: 429 })
    await shop.ledger.passTimeUntilDue()

    await Promise.all(
      [1, 2, 3, 4].map(() => reconcileRedemptionsWorkflow(shop.container).run())
    )
    await until(
      () => shop.ledger.row(cart.id),
      ({ status }) => status === "redeemed"
    )

    expect(shop.engage.redeemCalls()).toHaveLength(2)
    expect(savedCalls()).toHaveLength(1)
  })

  it("releases an assignment whose order is cancelled before it was sent", async () => {
    const { cart, order } = await orderDuring({ type: "status", status: 429 })
    await cancelOrderWorkflow(shop.container).run({
      input: { order_id: order.id },
    })

    await shop.ledger.reconcile()

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "released",
      reason: "order_canceled",
    })
    expect(savedCalls()).toEqual([])
  })

  it.each<[string, SandboxFault]>([
    ["a 503", { type: "status", status: 503 }],
    ["a lost connection", { type: "reset_before_save" }],
  ])(
    "gives an offer back whose order is cancelled after %s",
    async (_, fault) => {
      const { cart, offer, order } = await orderDuring(fault)
      await cancelOrderWorkflow(shop.container).run({
        input: { order_id: order.id },
      })

      // A call of ours may still arrive: nobody says yet that it was used.
      await shop.ledger.reconcile()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "pending",
        reason: "order_canceled",
      })
      const web = shop.storefront()
      const { id: other } = await web.createCart()
      const inProgress = {
        status: 400,
        data: { code: "redemption_in_progress" },
      }
      expect(await web.applyOffer(other, offer.id)).toMatchObject(inProgress)
      expect(await linkOffer(shop, web, other, offer, "admin")).toMatchObject(
        inProgress
      )
      for (const list of [web.listOffers(other), web.listMyOffers()]) {
        expect((await list).data.engage_promotions).toMatchObject([
          { applicable: false, reason: "redemption_in_progress" },
        ])
      }

      await shop.ledger.agePastAttempts(cart.id)
      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "released",
        reason: "order_canceled",
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
      const again = await readyCart(shop, { offers: [offer] })
      expect(discountsOf(await again.web.order(again.id))).toEqual({
        "10056": 10,
      })
      expect(savedCalls()).toHaveLength(1)
    }
  )

  it("stays used when the call had arrived before its order was cancelled", async () => {
    const { cart, offer, order } = await orderDuring({
      type: "reset_after_save",
    })
    await cancelOrderWorkflow(shop.container).run({
      input: { order_id: order.id },
    })
    await shop.ledger.agePastAttempts(cart.id)

    await shop.ledger.reconcile()

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "redeemed",
      inferred: true,
      order_id: order.id,
    })
    const web = shop.storefront()
    const { id: other } = await web.createCart()
    expect((await web.applyOffer(other, offer.id)).data.code).toBe(
      "promotion_already_redeemed"
    )
  })

  describe("what a dead server left", () => {
    it("claimed without an order is linked again", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      await shop.ledger.abandon(cart.id, "claimed")

      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "linked",
        order_id: null,
      })
      const order = await cart.web.order(cart.id)
      expect(order.total).toBe(100)
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("claimed without an order does not stop the next completion", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      await shop.ledger.abandon(cart.id, "claimed")

      const order = await cart.web.order(cart.id)

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
    })

    it("claimed with an order is redeemed for it", async () => {
      const { cart, order } = await orderDuring({
        type: "status",
        status: 429,
      })
      await shop.ledger.abandon(cart.id, "claimed")

      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
      expect(savedCalls()).toHaveLength(1)
    })

    it("sent, and arrived, is not sent again", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      const order = await cart.web.order(cart.id)
      await shop.ledger.abandon(cart.id, "redeeming")

      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        inferred: true,
        order_id: order.id,
        attempts: [
          { outcome: "unknown", finished_at: expect.any(Date) },
          { operation: "verify", outcome: "redeemed" },
        ],
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("sent, and not arrived, is sent again", async () => {
      const { cart, order } = await orderDuring({ type: "reset_before_save" })
      await shop.ledger.abandon(cart.id, "redeeming")

      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        inferred: false,
        order_id: order.id,
      })
      expect(savedCalls()).toHaveLength(1)
    })
  })

  describe("when the shop wants no order without a verdict", () => {
    beforeEach(() => shop.ledger.setOptions({ onUnavailable: "abort" }))

    it("places none, and the offer stays linked if it was surely not sent", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      await shop.engage.goAway()

      const answer = await cart.web.complete(cart.id)

      expect(answer.data.code).toBe("engage_unavailable")
      expect(await shop.orders()).toEqual([])
      const after = await cart.web.cart(cart.id)
      expect(discountsOf(after)).toEqual({ "10056": 10 })
      expect(after.payment_collection ?? null).toBeNull()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "linked",
        order_id: null,
      })

      await shop.engage.comeBack()
      shop.engage.giveOffer(shop.anna, offer)
      await cart.web.startPayment(cart.id)
      const order = await cart.web.order(cart.id)
      expect(order.total).toBe(100)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
    })
  })
})
