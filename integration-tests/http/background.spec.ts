import { Modules } from "@medusajs/framework/utils"

import type { SandboxFault } from "../../packages/engage-sandbox/src"
import { reconcileRedemptionsWorkflow } from "../../src/workflows/background/reconcile-redemptions"
import { cancelOrder } from "../../testkit/jest/acting"
import { discountsOf, linkOffer, readyCart } from "../../testkit/jest/checkout"
import { engageSuite } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"

/** How long a customer waits in these tests, in milliseconds. */
const CHECKOUT_WAIT_MS = 700

engageSuite({}, (shop) => {
  beforeEach(() => shop.ledger.setOptions({ checkoutWaitMs: CHECKOUT_WAIT_MS }))

  const fail = (fault: SandboxFault) =>
    shop.engage.sandbox.setFault({ ...fault, operation: "redeem", times: 1 })

  const savedCalls = () =>
    shop.engage.redeemCalls().filter(({ saved }) => saved)

  const readyWithOffer = async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    return { offer, cart }
  }

  /** An order whose redeem call goes as given. */
  const orderDuring = async (fault: SandboxFault | null) => {
    const { offer, cart } = await readyWithOffer()
    if (fault) {
      fail(fault)
    }
    const order = await cart.web.order(cart.id)
    return { offer, cart, order }
  }

  // Every other fault, and what the ledger makes of it, is in the faults.
  it("lets an order stand whose call was lost, and redeems exactly once later", async () => {
    const { cart, order } = await orderDuring({ type: "reset_before_save" })

    expect(order.total).toBe(100)
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "pending",
      reason: "outcome_unknown",
      order_id: order.id,
      redeemed_at: null,
      deferred_at: expect.any(Date),
      next_attempt_at: expect.any(Date),
      attempts: [{ outcome: "unknown", http_status: null }],
    })
    expect(shop.engage.redeemCalls()).toHaveLength(1)

    await shop.ledger.reconcile()

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "redeemed",
      reason: null,
      order_id: order.id,
      inferred: false,
    })
    expect(savedCalls()).toHaveLength(1)
    expect(shop.engage.redeemCalls()).toHaveLength(2)
    await until(() => shop.events.names(cart.id).includes("redeemed"))
    expect(shop.events.names(cart.id)).toEqual(["deferred", "redeemed"])
  })

  it("holds the customer no longer than it may, and settles a late answer", async () => {
    const { cart, order } = await orderDuring({
      type: "delay_after_save",
      ms: CHECKOUT_WAIT_MS + 800,
    })

    expect(order.total).toBe(100)
    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "pending",
      reason: "outcome_unknown",
      order_id: order.id,
      attempts: [{ outcome: null, finished_at: null }],
    })
    const settled = await until(
      () => shop.ledger.row(cart.id),
      ({ status }) => status === "redeemed"
    )
    expect(settled).toMatchObject({
      inferred: false,
      reason: null,
      attempts: [{ outcome: "redeemed", http_status: 200 }],
    })
    expect(shop.engage.redeemCalls()).toHaveLength(1)
  })

  it("lets nobody send beside a call that is still out", async () => {
    const { cart } = await orderDuring({
      type: "delay_before_save",
      ms: CHECKOUT_WAIT_MS + 800,
    })

    // The job comes too early: nothing may have to be due for it to be right.
    await shop.ledger.change(cart.id, {
      next_attempt_at: new Date(Date.now() - 1_000).toISOString(),
    })
    await reconcileRedemptionsWorkflow(shop.container).run()

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "pending",
      attempts: [{ operation: "redeem", finished_at: null }],
    })
    await until(
      () => shop.ledger.row(cart.id),
      ({ status }) => status === "redeemed"
    )
    expect(shop.engage.redeemCalls()).toHaveLength(1)
  })

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
    expect(savedCalls()).toHaveLength(1)
  })

  describe("an order that is cancelled while its redemption waits", () => {
    it("releases an assignment that was not sent", async () => {
      const { cart, order } = await orderDuring({ type: "status", status: 429 })
      await cancelOrder(shop, order.id)

      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "released",
        reason: "order_canceled",
      })
      expect(savedCalls()).toEqual([])
    })

    it("gives an offer back once the call that was lost cannot arrive any more", async () => {
      const { cart, offer, order } = await orderDuring({
        type: "reset_before_save",
      })
      await cancelOrder(shop, order.id)

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
    })

    it("leaves an offer used whose call had arrived", async () => {
      const { cart, offer, order } = await orderDuring({
        type: "reset_after_save",
      })
      await cancelOrder(shop, order.id)
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
  })

  it("releases an assignment that was not sent when its order is gone", async () => {
    const { cart, order } = await orderDuring({ type: "status", status: 429 })
    await shop.container.resolve(Modules.ORDER).softDeleteOrders([order.id])

    await shop.ledger.reconcile()

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "released",
      reason: "order_gone",
    })
  })

  describe("what a dead server left", () => {
    it.each(["the job", "the next completion"])(
      "claimed without an order is for %s to take up",
      async (first) => {
        const { cart } = await readyWithOffer()
        await shop.ledger.abandon(cart.id, "claimed")
        if (first === "the job") {
          await shop.ledger.reconcile()
          expect(await shop.ledger.row(cart.id)).toMatchObject({
            status: "linked",
            order_id: null,
          })
        }

        const order = await cart.web.order(cart.id)

        expect(order.total).toBe(100)
        expect(await shop.ledger.row(cart.id)).toMatchObject({
          status: "redeemed",
          order_id: order.id,
        })
        expect(shop.engage.redeemCalls()).toHaveLength(1)
      }
    )

    it.each<
      [string, SandboxFault | null, "claimed" | "redeeming", boolean, number]
    >([
      [
        "claimed with an order is redeemed",
        { type: "status", status: 429 },
        ...(["claimed", false, 2] as const),
      ],
      ["sent, and arrived, is not sent again", null, "redeeming", true, 1],
      [
        "sent, and not arrived, is sent again",
        { type: "reset_before_save" },
        ...(["redeeming", false, 2] as const),
      ],
    ])("%s", async (_, fault, status, inferred, calls) => {
      const { cart, order } = await orderDuring(fault)
      await shop.ledger.abandon(cart.id, status)

      await shop.ledger.reconcile()

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        inferred,
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls()).toHaveLength(calls)
      expect(savedCalls()).toHaveLength(1)
    })
  })

  it("places no order without a verdict where the shop wants none, and the offer stays linked if it was surely not sent", async () => {
    await shop.ledger.setOptions({ onUnavailable: "abort" })
    const { offer, cart } = await readyWithOffer()
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
