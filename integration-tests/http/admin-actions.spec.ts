import type { SandboxAssignment } from "../../packages/engage-sandbox/src"
import {
  act,
  cancelOrder,
  deferredOrder,
  detail,
} from "../../testkit/jest/acting"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import { expectRefused } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"

engageSuite({}, (shop) => {
  const WRITTEN_OFF = { resolution: "written_off", note: "Called Anna." }

  /** A redemption that nobody but an operator settles. */
  const givenUp = async (status?: 429 | 503) => {
    const deferred = await deferredOrder(shop, status)
    await shop.ledger.change(deferred.cart.id, {
      status: "attention",
      reason: "retries_exhausted",
      next_attempt_at: null,
    })
    return deferred
  }

  /** A redemption of a cancelled order, which the job has given to an operator. */
  const canceledAndShown = async (status: 429 | 503) => {
    const shown = await givenUp(status)
    await shop.ledger.agePastAttempts(shown.cart.id)
    await shop.ledger.change(shown.cart.id, { reason: "order_canceled" })
    await cancelOrder(shop, shown.order.id)
    return shown
  }

  /** The customer can buy with the offer. */
  const expectFree = async (offer: SandboxAssignment) => {
    const cart = await readyCart(shop, { offers: [offer] })
    expect(discountsOf(await cart.web.order(cart.id))).toEqual({ "10056": 10 })
  }

  const calls = (offer: SandboxAssignment) =>
    shop.engage.redeemCalls(offer.id).length

  describe("trying again", () => {
    const retry = async (id: string) => {
      const { status, data } = await act(shop, "retry", id)
      expect(status).toBe(200)
      return data.promotion_redemption
    }

    it("redeems a pending redemption at once, and says who asked", async () => {
      const { id, offer, order, cart } = await deferredOrder(shop)
      expect((await detail(shop, id)).available_actions).toEqual(["retry"])

      expect(await retry(id)).toMatchObject({
        id,
        status: "redeemed",
        reason: null,
        inferred: false,
        order: { id: order.id },
        status_changed_by: shop.olga.id,
        attempts: [
          { trigger: "checkout", outcome: "unavailable" },
          { trigger: "manual", operation: "redeem", outcome: "redeemed" },
        ],
        actions: [
          {
            action: "retry",
            from_status: "pending",
            to_status: "redeemed",
            actor_id: shop.olga.id,
            user: { email: shop.olga.email, first_name: "Olga" },
            resolution: null,
            note: null,
          },
        ],
        available_actions: [],
      })
      expect(calls(offer)).toBe(2)
      expect(shop.events.names(cart.id)).toContain("redeemed")
    })

    it("leaves a given-up redemption with the operator while Engage is away, and redeems it afterwards", async () => {
      const { id, cart, order } = await givenUp()
      await shop.ledger.change(cart.id, {
        deferred_at: new Date(Date.now() - 25 * 3_600_000).toISOString(),
      })
      shop.engage.onRedeem({ type: "status", status: 429 })

      expect(await retry(id)).toMatchObject({
        status: "attention",
        reason: "retries_exhausted",
        actions: [{ to_status: "attention" }],
        available_actions: ["retry", "resolve"],
      })

      shop.engage.sandbox.clearFaults()
      expect(await retry(id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
    })

    it("sends a redemption that Engage refused, once Engage takes it", async () => {
      const { id, cart, offer } = await deferredOrder(shop)
      shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })
      await shop.ledger.reconcile()
      const refused = {
        status: "attention",
        reason: "promotion_not_valid_for_redemption_channel",
      }
      await shop.expectRow(cart.id, refused)
      expect(await retry(id)).toMatchObject(refused)

      shop.engage.sandbox.clearFaults()
      expect(await retry(id)).toMatchObject({
        status: "redeemed",
        reason: null,
        rejected_at: null,
      })
      expect(calls(offer)).toBe(4)
    })

    it.each([
      ["was surely not sent", 429, []],
      ["Engage does not have", 503, ["verify manual not_redeemed"]],
    ] as const)(
      "sends nothing for a cancelled order, and frees an offer that %s",
      async (_, status, asked) => {
        const { id, offer } = await canceledAndShown(status)

        const row = await retry(id)

        expect(row).toMatchObject({
          status: "released",
          reason: "order_canceled",
          actions: [{ from_status: "attention", to_status: "released" }],
          available_actions: [],
        })
        expect(
          row.attempts
            .slice(1)
            .map((call) => `${call.operation} ${call.trigger} ${call.outcome}`)
        ).toEqual(asked)
        expect(calls(offer)).toBe(1)
        await expectFree(offer)
      }
    )

    it("sends nothing while the job is at it, or without a configured Engage", async () => {
      const { id, cart, offer } = await givenUp()
      const lease_expires_at = new Date(Date.now() + 60_000).toISOString()
      await shop.ledger.change(cart.id, { lease_expires_at })
      expectRefused(await act(shop, "retry", id), "redemption_busy")

      await shop.ledger.change(cart.id, { lease_expires_at: null })
      await shop.ledger.setOptions({ enabled: false })
      expectRefused(await act(shop, "retry", id), "engage_not_configured")
      expect(calls(offer)).toBe(1)
    })
  })

  describe("resolving", () => {
    const resolve = async (id: string, decision: object) => {
      const { status, data } = await act(shop, "resolve", id, decision)
      expect(status).toBe(200)
      return data.promotion_redemption
    }

    it("takes the operator's word that Engage has it", async () => {
      const { id, order, cart } = await givenUp()
      const decision = { resolution: "redeemed", note: "Seen in Engage." }

      expect(await resolve(id, decision)).toMatchObject({
        status: "redeemed",
        reason: null,
        note: "Seen in Engage.",
        status_changed_by: shop.olga.id,
        next_attempt_at: null,
        inferred: true,
        order_id: order.id,
        redeemed_at: expect.any(String),
        actions: [
          {
            ...decision,
            action: "resolve",
            from_status: "attention",
            to_status: "redeemed",
            actor_id: shop.olga.id,
          },
        ],
        available_actions: [],
      })
      expect(shop.events.names(cart.id).at(-1)).toBe("redeemed")
    })

    it("writes off, and frees the assignment when the order is cancelled", async () => {
      const { id, offer, order } = await givenUp()

      expect(await resolve(id, WRITTEN_OFF)).toMatchObject({
        status: "rejected",
        reason: "written_off",
        note: "Called Anna.",
        next_attempt_at: null,
      })
      const { web, id: cartId } = await shop.newCart()
      expectRefused(
        await web.applyOffer(cartId, offer.id),
        "promotion_already_redeemed"
      )

      await cancelOrder(shop, order.id)

      const row = await until(
        () => detail(shop, id),
        ({ status }) => status === "released"
      )
      expect(row).toMatchObject({
        reason: "order_canceled",
        order_id: order.id,
        note: "Called Anna.",
        actions: [
          { ...WRITTEN_OFF, actor_id: shop.olga.id, to_status: "rejected" },
        ],
      })
      await expectFree(offer)
    })

    it("gives the customer an offer again that is written off after its order was cancelled", async () => {
      const { id, offer } = await canceledAndShown(503)

      expect(await resolve(id, WRITTEN_OFF)).toMatchObject({
        status: "released",
        reason: "order_canceled",
        note: "Called Anna.",
        next_attempt_at: null,
        actions: [
          { ...WRITTEN_OFF, from_status: "attention", to_status: "released" },
        ],
        available_actions: [],
      })
      await expectFree(offer)
    })
  })
})
