import type { SandboxFault } from "../../packages/engage-sandbox/src"
import { reconcileRedemptionsWorkflow } from "../../src/workflows/background/reconcile-redemptions"
import { readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

/** How long a customer waits in these tests, in milliseconds. */
const CHECKOUT_WAIT_MS = 700

/**
 * Two ways for a call to fail, with what the shop is told of it. Every other one,
 * and what the ledger makes of it, is in the faults.
 */
const FAILURES: {
  name: string
  fault: SandboxFault
  reason: string
  attempt: { outcome: string; http_status: number | null }
  /** Engage has saved it all the same. */
  saved?: boolean
}[] = [
  {
    name: "a gateway's 504, while Engage goes on and saves it",
    fault: { type: "status", status: 504, saved: true },
    reason: "engage_unavailable",
    attempt: { outcome: "unavailable", http_status: 504 },
    saved: true,
  },
  {
    name: "a connection reset before it is saved",
    fault: { type: "reset_before_save" },
    reason: "outcome_unknown",
    attempt: { outcome: "unknown", http_status: null },
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
  }
)
