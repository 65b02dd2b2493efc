import type { SandboxFault } from "../../packages/engage-sandbox/src"
import { reconcileRedemptionsWorkflow } from "../../src/workflows/background/reconcile-redemptions"
import { readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

/** How long a customer waits in these tests, in milliseconds. */
const CHECKOUT_WAIT_MS = 700

/** Ways for a call to fail, and what the ledger makes of each. */
const FAILURES: {
  name: string
  fault: SandboxFault
  reason: string
  attempt: { outcome: string; http_status: number | null }
  /** Engage has saved it all the same. */
  saved?: boolean
}[] = [
  {
    name: "500",
    fault: { type: "status", status: 500 },
    reason: "engage_unavailable",
    attempt: { outcome: "unavailable", http_status: 500 },
  },
  {
    name: "500, after Engage has saved it",
    fault: { type: "status", status: 500, saved: true },
    reason: "engage_unavailable",
    attempt: { outcome: "unavailable", http_status: 500 },
    saved: true,
  },
  {
    name: "a proxy's 502 in HTML",
    fault: { type: "html" },
    reason: "engage_unavailable",
    attempt: { outcome: "unavailable", http_status: 502 },
  },
  {
    name: "504",
    fault: { type: "status", status: 504, body: "GatewayTimeout" },
    reason: "engage_unavailable",
    attempt: { outcome: "unavailable", http_status: 504 },
  },
  {
    name: "a gateway's 504, while Engage goes on and saves it",
    fault: { type: "status", status: 504, saved: true },
    reason: "engage_unavailable",
    attempt: { outcome: "unavailable", http_status: 504 },
    saved: true,
  },
  {
    name: "429",
    fault: { type: "status", status: 429 },
    reason: "engage_unavailable",
    attempt: { outcome: "unavailable", http_status: 429 },
  },
  {
    name: "a wrong key",
    fault: { type: "wrong_key" },
    reason: "engage_misconfigured",
    attempt: { outcome: "misconfigured", http_status: 401 },
  },
  {
    name: "a page at a wrong address",
    fault: { type: "html", status: 404 },
    reason: "engage_misconfigured",
    attempt: { outcome: "misconfigured", http_status: 404 },
  },
  {
    name: "a connection reset before it is saved",
    fault: { type: "reset_before_save" },
    reason: "outcome_unknown",
    attempt: { outcome: "unknown", http_status: null },
  },
  {
    name: "a connection reset after it is saved",
    fault: { type: "reset_after_save" },
    reason: "outcome_unknown",
    attempt: { outcome: "unknown", http_status: null },
    saved: true,
  },
  {
    name: "half an answer",
    fault: { type: "half_answer" },
    reason: "outcome_unknown",
    attempt: { outcome: "unknown", http_status: 200 },
    saved: true,
  },
]

engageSuite(
  { engage: { timeoutMs: 2_000, checkoutWaitMs: CHECKOUT_WAIT_MS } },
  (shop) => {
    const fail = (fault: SandboxFault, times = 1) =>
      shop.engage.sandbox.setFault({ ...fault, operation: "redeem", times })

    describe.each(FAILURES)(
      "$name",
      ({ fault, reason, attempt, saved = false }) => {
        it("lets the order stand, and redeems exactly once later", async () => {
          const offer = shop.engage.giveOffer(shop.anna)
          const cart = await readyCart(shop, { offers: [offer] })
          fail(fault)

          const order = await cart.web.order(cart.id)

          expect(order.total).toBe(100)
          const waiting = await shop.ledger.row(cart.id)
          expect(waiting).toMatchObject({
            status: "pending",
            reason,
            order_id: order.id,
            redeemed_at: null,
            deferred_at: expect.any(Date),
            next_attempt_at: expect.any(Date),
            attempts: [{ ...attempt, trigger: "checkout" }],
          })
          expect(shop.engage.redeemCalls()).toHaveLength(1)

          await shop.ledger.reconcile()

          const settled = await shop.ledger.row(cart.id)
          expect(settled).toMatchObject({
            status: "redeemed",
            reason: null,
            order_id: order.id,
            inferred: saved,
          })
          const calls = shop.engage.redeemCalls()
          expect(calls.filter((call) => call.saved)).toHaveLength(1)
          expect(calls).toHaveLength(saved ? 1 : 2)
          await until(() => shop.events.names(cart.id).includes("redeemed"))
          expect(shop.events.names(cart.id)).toEqual(["deferred", "redeemed"])
        })
      }
    )

    it("lets the order stand while connections are refused", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      await shop.engage.goAway()

      const order = await cart.web.order(cart.id)

      expect(order.total).toBe(100)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "pending",
        reason: "engage_unavailable",
        order_id: order.id,
        attempts: [{ outcome: "unavailable", http_status: null }],
      })

      await shop.ledger.reconcile()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "pending",
        attempt_count: 2,
      })

      await shop.engage.comeBack()
      shop.engage.giveOffer(shop.anna, offer)
      await shop.ledger.reconcile()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        inferred: false,
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("waits as long as Retry-After says", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      const headers = { "retry-after": "120" }
      fail({ type: "status", status: 429, headers })

      await cart.web.order(cart.id)

      const { next_attempt_at } = await shop.ledger.row(cart.id)
      const seconds = (Number(next_attempt_at) - Date.now()) / 1000
      expect(seconds).toBeGreaterThan(100)
      expect(seconds).toBeLessThan(125)
    })

    it("does not follow a redirect, which would carry the key", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      const location = `${shop.engage.sandbox.baseUrl}/elsewhere`
      fail({ type: "redirect", location, status: 307 })

      await cart.web.order(cart.id)

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "pending",
        reason: "engage_misconfigured",
        attempts: [{ outcome: "misconfigured", http_status: 307 }],
      })
      expect(
        shop.engage.sandbox
          .calls()
          .filter(({ path }) => path.includes("elsewhere"))
      ).toEqual([])
    })

    it("holds the customer no longer than it may, and settles a late answer", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      fail({ type: "delay_after_save", ms: CHECKOUT_WAIT_MS + 800 })

      const order = await cart.web.order(cart.id)

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
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      fail({ type: "delay_before_save", ms: CHECKOUT_WAIT_MS + 800 })
      await cart.web.order(cart.id)

      await shop.ledger.passTime()
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

    it("asks an operator to look when a refusal comes too late", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      fail({ type: "delay_before_save", ms: CHECKOUT_WAIT_MS + 500 })
      shop.engage.refuse({ code: "PromotionAlreadyRedeemed" })

      const order = await cart.web.order(cart.id)

      const settled = await until(
        () => shop.ledger.row(cart.id),
        ({ status }) => status !== "pending"
      )
      expect(settled).toMatchObject({
        status: "attention",
        reason: "promotion_already_redeemed",
        order_id: order.id,
      })
    })
  }
)
