import { Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

import type { SandboxAssignment } from "../../packages/engage-sandbox/src"
import type {
  AdminBatchPromotionRedemptionsResponse,
  AdminPromotionRedemptionDetail,
  AdminPromotionRedemptionListResponse,
  AdminPromotionRedemptionResponse,
} from "../../src/types/admin-http"
import { REDEMPTION_STATUSES } from "../../src/types/promotion-redemption"
import { reassignCanceledOrdersWorkflow } from "../../src/workflows/background/reassign-canceled-orders"
import { discountsOf, readyCart } from "../../testkit/jest/checkout"
import type { Answer } from "../../testkit/jest/http"
import {
  registerOperator,
  type TestOperator,
} from "../../testkit/jest/operators"
import { until } from "../../testkit/poll"
import { createRedemption } from "../../testkit/jest/redemptions"
import { engageSuite } from "../../testkit/jest/suite"

type Answered = Answer<AdminPromotionRedemptionResponse>

engageSuite({}, (shop) => {
  const act = (
    action: "retry" | "resolve" | "reassign" | "note" | "take" | "leave",
    id: string,
    data: unknown = {},
    operator = shop.olga
  ): Promise<Answered> =>
    shop.send({
      method: "POST",
      url: `/admin/promotion-redemptions/${id}/${action}`,
      data,
      headers: { authorization: `Bearer ${operator.token}` },
    })

  const detail = async (id: string) => {
    const { data } = await shop.admin<AdminPromotionRedemptionResponse>(
      "GET",
      `/admin/promotion-redemptions/${id}`
    )
    return data.promotion_redemption
  }

  const WRITTEN_OFF = { resolution: "written_off", note: "Called Anna." }
  const NOT_REDEEMED = {
    resolution: "not_redeemed",
    note: "Not used in Engage.",
  }
  const REDEEMED = { resolution: "redeemed", note: "Seen in Engage." }

  /** An order whose redemption waits for the job, which does not come. */
  const deferredOrder = async (status: 429 | 503 = 429) => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    shop.engage.sandbox.setFault({
      type: "status",
      operation: "redeem",
      status,
    })
    const order = await cart.web.order(cart.id)
    await shop.ledger.stopTime(cart.id)
    shop.engage.sandbox.clearFaults()
    const { id } = await shop.ledger.row(cart.id)
    return { offer, cart, order, id }
  }

  /** One that nobody but an operator settles. */
  const givenUp = async (status?: 429 | 503) => {
    const deferred = await deferredOrder(status)
    await shop.ledger.change(deferred.cart.id, {
      status: "attention",
      reason: "retries_exhausted",
      next_attempt_at: null,
    })
    return deferred
  }

  /** One whose order was cancelled, and that the job has given to an operator. */
  const canceledAndShown = async (status: 429 | 503) => {
    const shown = await givenUp(status)
    await shop.ledger.agePastAttempts(shown.cart.id)
    await shop.ledger.change(shown.cart.id, { reason: "order_canceled" })
    await cancel(shown.order.id)
    return shown
  }

  const cancel = (order_id: string) =>
    cancelOrderWorkflow(shop.container).run({ input: { order_id } })

  /** The customer can buy with the offer. */
  const expectFree = async (offer: SandboxAssignment) => {
    const cart = await readyCart(shop, { offers: [offer] })
    expect(discountsOf(await cart.web.order(cart.id))).toEqual({ "10056": 10 })
  }

  const calls = (offer: SandboxAssignment) =>
    shop.engage.redeemCalls(offer.id).length

  describe("trying again", () => {
    it("redeems a pending redemption at once, and says who asked", async () => {
      const { id, offer, order, cart } = await deferredOrder()
      expect((await detail(id)).available_actions).toEqual(["retry"])

      const { status, data } = await act("retry", id)

      expect(status).toBe(200)
      expect(data.promotion_redemption).toMatchObject({
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

    it("asks before it sends when an earlier call may have arrived", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      shop.engage.sandbox.setFault({
        type: "reset_after_save",
        operation: "redeem",
      })
      await cart.web.order(cart.id)
      await shop.ledger.stopTime(cart.id)
      shop.engage.sandbox.clearFaults()
      const { id } = await shop.ledger.row(cart.id)

      const { data } = await act("retry", id)

      expect(data.promotion_redemption).toMatchObject({
        status: "redeemed",
        inferred: true,
        attempts: [
          { trigger: "checkout", outcome: "unknown" },
          { trigger: "manual", operation: "verify", outcome: "redeemed" },
        ],
      })
      expect(calls(offer)).toBe(1)
    })

    it("redeems one that was given up", async () => {
      const { id, order } = await givenUp()
      expect((await detail(id)).available_actions).toEqual(["retry", "resolve"])

      const { data } = await act("retry", id)

      expect(data.promotion_redemption).toMatchObject({
        status: "redeemed",
        order_id: order.id,
        actions: [{ from_status: "attention", to_status: "redeemed" }],
      })
    })

    it("leaves a given up one with the operator when Engage is still away", async () => {
      const { id, cart } = await givenUp()
      await shop.ledger.change(cart.id, {
        deferred_at: new Date(Date.now() - 25 * 3_600_000).toISOString(),
      })
      shop.engage.sandbox.setFault({
        type: "status",
        operation: "redeem",
        status: 429,
      })

      const { status, data } = await act("retry", id)

      expect(status).toBe(200)
      expect(data.promotion_redemption).toMatchObject({
        status: "attention",
        reason: "retries_exhausted",
        actions: [{ to_status: "attention" }],
        available_actions: ["retry", "resolve"],
      })
    })

    it("sends one that Engage refused, once Engage takes it", async () => {
      const { id, cart, offer } = await deferredOrder()
      shop.engage.refuse({ code: "PromotionNotValidForRedemptionChannel" })
      await shop.ledger.reconcile()
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "attention",
        reason: "promotion_not_valid_for_redemption_channel",
      })

      const refused = await act("retry", id)
      expect(refused.data.promotion_redemption).toMatchObject({
        status: "attention",
        reason: "promotion_not_valid_for_redemption_channel",
      })

      shop.engage.sandbox.clearFaults()
      const { data } = await act("retry", id)
      expect(data.promotion_redemption).toMatchObject({
        status: "redeemed",
        reason: null,
      })
      expect(calls(offer)).toBe(4)
    })

    it("sends nothing for an order that waits for its payment", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, {
        offers: [offer],
        provider: "pp_card_bank_transfer",
      })
      await cart.web.order(cart.id)
      const { id } = await shop.ledger.row(cart.id)

      const { data } = await act("retry", id)

      expect(data.promotion_redemption).toMatchObject({
        status: "pending",
        reason: "payment_pending",
      })
      expect(calls(offer)).toBe(0)
    })

    it("sends nothing for an order that was cancelled", async () => {
      const { id, offer } = await canceledAndShown(429)

      const { data } = await act("retry", id)

      expect(data.promotion_redemption).toMatchObject({
        status: "released",
        reason: "order_canceled",
        actions: [{ from_status: "attention", to_status: "released" }],
      })
      expect(calls(offer)).toBe(1)
    })

    it("gives the offer of a cancelled order back when Engage does not have it", async () => {
      const { id, offer } = await canceledAndShown(503)

      const { data } = await act("retry", id)

      expect(data.promotion_redemption).toMatchObject({
        status: "released",
        reason: "order_canceled",
        attempts: [
          { operation: "redeem", trigger: "checkout" },
          { operation: "verify", trigger: "manual", outcome: "not_redeemed" },
        ],
        actions: [{ from_status: "attention", to_status: "released" }],
        available_actions: [],
      })
      expect(calls(offer)).toBe(1)
      await expectFree(offer)
    })

    it("does not send an assignment that another order has by now", async () => {
      const { id, offer, cart } = await givenUp()
      await shop.ledger.change(cart.id, {
        reason: "promotion_already_redeemed",
        rejected_at: new Date().toISOString(),
        run_id: null,
      })
      await createRedemption(shop.container, {
        assignment_id: offer.id,
        status: "redeemed",
        order_id: "order_other",
        redeemed_at: new Date().toISOString(),
      })

      expect(await act("retry", id)).toMatchObject({
        status: 400,
        data: { code: "assignment_held_elsewhere" },
      })
      expect(calls(offer)).toBe(1)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "attention",
        lease_expires_at: null,
      })
    })

    it("sends a refused one for its order when nobody else has it", async () => {
      const { id, order, cart } = await givenUp()
      await shop.ledger.change(cart.id, {
        reason: "promotion_not_found",
        rejected_at: new Date().toISOString(),
        run_id: null,
      })

      const { data } = await act("retry", id)

      expect(data.promotion_redemption).toMatchObject({
        status: "redeemed",
        order_id: order.id,
        rejected_at: null,
      })
    })

    it("stays away while a completion may come back to undo the order", async () => {
      const { id, cart } = await givenUp()
      await shop.ledger.change(cart.id, {
        reason: "promotion_not_found",
        rejected_at: new Date().toISOString(),
        run_id: "checkout",
      })

      for (const action of ["retry", "resolve"] as const) {
        expect(await act(action, id, REDEEMED)).toMatchObject({
          status: 400,
          data: { code: "redemption_busy" },
        })
      }
      expect((await detail(id)).available_actions).toEqual([])
    })

    it("leaves a redeemed one without an order where it is", async () => {
      const id = await createRedemption(shop.container, {
        status: "attention",
        reason: "redeemed_without_order",
        redeemed_at: "2026-01-01T00:00:00Z",
      })

      const { data } = await act("retry", id)

      expect(data.promotion_redemption).toMatchObject({
        status: "attention",
        reason: "redeemed_without_order",
        attempts: [],
      })
    })

    it("leaves one whose order is gone, and that Engage does not have, to the operator", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const id = await createRedemption(shop.container, {
        assignment_id: offer.id,
        contact_id: shop.engage.contactId(shop.anna),
        status: "attention",
        reason: "order_gone",
      })

      const { status, data } = await act("retry", id)

      expect(status).toBe(200)
      expect(data.promotion_redemption).toMatchObject({
        status: "attention",
        reason: "order_gone",
        available_actions: ["retry", "resolve"],
      })
      expect(calls(offer)).toBe(0)
    })

    it("does not start while a call is out", async () => {
      const { id, cart } = await deferredOrder()
      await shop.ledger.change(cart.id, {
        lease_expires_at: new Date(Date.now() + 60_000).toISOString(),
      })

      expect((await detail(id)).available_actions).toEqual([])
      expect(await act("retry", id)).toMatchObject({
        status: 400,
        data: { code: "redemption_busy" },
      })
    })

    it("is one try when two operators press at once", async () => {
      const { id, offer } = await givenUp()
      shop.engage.sandbox.setFault({
        type: "delay_before_save",
        operation: "redeem",
        ms: 1000,
      })

      const answers = await Promise.all([
        act("retry", id, {}, shop.olga),
        act("retry", id, {}, shop.otto),
      ])

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
      expect(answers.find(({ status }) => status === 400)?.data.code).toMatch(
        /^redemption_(busy|action_not_allowed)$/
      )
      expect(calls(offer)).toBe(2)
      expect(await detail(id)).toMatchObject({
        status: "redeemed",
        actions: [{ action: "retry" }],
      })
    })

    it("asks nothing of Engage when the plugin is switched off", async () => {
      const { id } = await deferredOrder()
      await shop.ledger.setOptions({ enabled: false })

      expect(await act("retry", id)).toMatchObject({
        status: 400,
        data: { code: "engage_not_configured" },
      })
    })
  })

  describe("resolving", () => {
    const settled = (row: AdminPromotionRedemptionDetail) => ({
      status: row.status,
      reason: row.reason,
      note: row.note,
      by: row.status_changed_by,
      next: row.next_attempt_at,
    })

    it("takes the operator's word that Engage has it", async () => {
      const { id, order, cart } = await givenUp()

      const { status, data } = await act("resolve", id, REDEEMED)

      expect(status).toBe(200)
      const row = data.promotion_redemption
      expect(settled(row)).toEqual({
        status: "redeemed",
        reason: null,
        note: "Seen in Engage.",
        by: shop.olga.id,
        next: null,
      })
      expect(row).toMatchObject({
        inferred: true,
        order_id: order.id,
        redeemed_at: expect.any(String),
        actions: [
          {
            action: "resolve",
            resolution: "redeemed",
            note: "Seen in Engage.",
            from_status: "attention",
            to_status: "redeemed",
            actor_id: shop.olga.id,
          },
        ],
        available_actions: [],
      })
      expect(shop.events.names(cart.id).at(-1)).toBe("redeemed")
    })

    it("writes off, and the order keeps its assignment to itself", async () => {
      const { id, offer } = await givenUp()

      const { data } = await act("resolve", id, WRITTEN_OFF)

      expect(settled(data.promotion_redemption)).toEqual({
        status: "rejected",
        reason: "written_off",
        note: "Called Anna.",
        by: shop.olga.id,
        next: null,
      })
      const web = shop.storefront()
      const { id: cartId } = await web.createCart()
      expect((await web.applyOffer(cartId, offer.id)).data.code).toBe(
        "promotion_already_redeemed"
      )
    })

    it("frees what was written off when its order is cancelled afterwards", async () => {
      const { id, offer, order } = await givenUp()
      await act("resolve", id, WRITTEN_OFF)

      await cancel(order.id)

      const row = await until(
        () => detail(id),
        ({ status }) => status === "released"
      )
      expect(row).toMatchObject({
        reason: "order_canceled",
        order_id: order.id,
        note: "Called Anna.",
        actions: [
          {
            resolution: "written_off",
            note: "Called Anna.",
            actor_id: shop.olga.id,
            to_status: "rejected",
          },
        ],
      })
      await expectFree(offer)
    })

    it("frees it within the hour when nobody heard of the cancellation", async () => {
      const { id, offer, order } = await givenUp()
      await act("resolve", id, WRITTEN_OFF)
      await shop.container
        .resolve(Modules.ORDER)
        .updateOrders([{ id: order.id, status: "canceled" } as never])

      await reassignCanceledOrdersWorkflow(shop.container).run({
        input: { order_ids: null },
      })

      expect((await detail(id)).status).toBe("released")
      await expectFree(offer)
    })

    it("frees what is written off when its order was cancelled before", async () => {
      const { id, offer } = await canceledAndShown(503)

      const { data } = await act("resolve", id, WRITTEN_OFF)

      expect(data.promotion_redemption).toMatchObject({
        status: "released",
        reason: "order_canceled",
        note: "Called Anna.",
        actions: [{ resolution: "written_off", to_status: "released" }],
      })
      await expectFree(offer)
    })

    it("gives the customer an offer again that Engage does not have", async () => {
      const { id, offer } = await givenUp(503)

      const { status, data } = await act("resolve", id, NOT_REDEEMED)

      expect(status).toBe(200)
      expect(settled(data.promotion_redemption)).toEqual({
        status: "released",
        reason: "not_redeemed",
        note: "Not used in Engage.",
        by: shop.olga.id,
        next: null,
      })
      expect(data.promotion_redemption).toMatchObject({
        actions: [
          {
            resolution: "not_redeemed",
            from_status: "attention",
            to_status: "released",
          },
        ],
        available_actions: [],
      })
      await expectFree(offer)
    })

    it("gives the customer an offer again that an unpaid order holds", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, {
        offers: [offer],
        provider: "pp_card_bank_transfer",
      })
      await cart.web.order(cart.id)
      await shop.ledger.stopTime(cart.id)
      const { id } = await shop.ledger.row(cart.id)
      expect((await detail(id)).available_actions).toEqual(["retry", "resolve"])

      for (const word of [REDEEMED, WRITTEN_OFF]) {
        expect((await act("resolve", id, word)).data.code).toBe(
          "redemption_action_not_allowed"
        )
      }
      expect((await act("resolve", id, NOT_REDEEMED)).status).toBe(200)

      expect(await detail(id)).toMatchObject({
        status: "released",
        reason: "not_redeemed",
        actions: [{ from_status: "pending", to_status: "released" }],
      })
      await expectFree(offer)
    })

    it("does not give an offer again that Engage says is used", async () => {
      const { id, cart } = await givenUp()
      await shop.ledger.change(cart.id, {
        reason: "promotion_already_redeemed",
      })

      expect((await act("resolve", id, NOT_REDEEMED)).data.code).toBe(
        "redemption_action_not_allowed"
      )
      expect((await detail(id)).status).toBe("attention")
    })

    it("writes one off without an order, and its assignment is free", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const id = await createRedemption(shop.container, {
        assignment_id: offer.id,
        status: "attention",
        reason: "order_gone",
      })

      expect((await act("resolve", id, WRITTEN_OFF)).status).toBe(200)

      const web = shop.storefront()
      const { id: cartId } = await web.createCart()
      expect((await web.applyOffer(cartId, offer.id)).status).toBe(200)
    })

    it("keeps one assignment to one order when two orders had its discount", async () => {
      const { id, offer, cart } = await givenUp()
      await shop.ledger.change(cart.id, {
        reason: "promotion_already_redeemed",
        rejected_at: new Date().toISOString(),
        run_id: null,
      })
      const other = await createRedemption(shop.container, {
        assignment_id: offer.id,
        status: "redeemed",
        order_id: "order_other",
        redeemed_at: new Date().toISOString(),
      })

      expect(await act("resolve", id, REDEEMED)).toMatchObject({
        status: 400,
        data: { code: "assignment_held_elsewhere" },
      })
      const { data } = await act("resolve", id, WRITTEN_OFF)

      expect(data.promotion_redemption).toMatchObject({
        status: "rejected",
        reason: "promotion_already_redeemed",
        note: "Called Anna.",
      })
      expect((await detail(other)).status).toBe("redeemed")
    })

    it("takes the first word when two operators press at once", async () => {
      const { id } = await givenUp()

      const answers = await Promise.all([
        act("resolve", id, REDEEMED, shop.olga),
        act("resolve", id, WRITTEN_OFF, shop.otto),
      ])

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
      const [winner] = answers.filter(({ status }) => status === 200)
      const [loser] = answers.filter(({ status }) => status === 400)
      expect(loser?.data).toMatchObject({
        type: "not_allowed",
        code: "redemption_action_not_allowed",
      })
      const row = await detail(id)
      expect(row.status).toBe(winner?.data.promotion_redemption.status)
      expect(row.actions).toHaveLength(1)
    })

    it("waits for a try that is under way", async () => {
      const { id } = await givenUp()
      shop.engage.sandbox.setFault({
        type: "delay_before_save",
        operation: "redeem",
        ms: 2000,
      })
      const retry = act("retry", id, {}, shop.olga)
      await new Promise((resolve) => setTimeout(resolve, 1000))

      const { status, data } = await act("resolve", id, WRITTEN_OFF, shop.otto)

      expect(status).toBe(400)
      expect(data.code).toMatch(/^redemption_(busy|action_not_allowed)$/)
      expect((await retry).data.promotion_redemption.status).toBe("redeemed")
    })

    it.each([
      {},
      { resolution: "redeemed" },
      { resolution: "redeemed", note: " " },
      { resolution: "redeemed", note: "a\0b" },
      { resolution: "redeemed", note: "x".repeat(1001) },
      { resolution: "released", note: "x" },
      { resolution: "redeemed", note: "x", status: "linked" },
    ])("refuses %j", async (body) => {
      const { id } = { id: "promred_1" }

      expect(await act("resolve", id, body)).toMatchObject({
        status: 400,
        data: { type: "invalid_data" },
      })
    })

    it("keeps lines of a note", async () => {
      const { id } = await givenUp()
      const note = "First line.\nSecond line, å."

      const { data } = await act("resolve", id, { ...REDEEMED, note })

      expect(data.promotion_redemption.note).toBe(note)
    })
  })

  describe("in each status", () => {
    const allowed = {
      retry: ["pending", "attention"],
      resolve: ["attention"],
      reassign: [] as string[],
    }

    it.each(REDEMPTION_STATUSES)("%s", async (status) => {
      for (const action of ["retry", "resolve", "reassign"] as const) {
        const id = await createRedemption(shop.container, { status })

        const answer = await act(
          action,
          id,
          action === "resolve" ? REDEEMED : {}
        )

        if (allowed[action].includes(status)) {
          expect(answer.status).toBe(200)
        } else {
          expect(answer).toMatchObject({
            status: 400,
            data: {
              type: "not_allowed",
              code:
                action === "reassign"
                  ? "redemption_not_redeemed"
                  : "redemption_action_not_allowed",
            },
          })
          const row = await detail(id)
          expect(row).toMatchObject({ status, actions: [] })
          expect(row.available_actions).not.toContain(action)
        }
      }
    })

    it.each(["retry", "resolve", "reassign"] as const)(
      "%s answers 404 for one that is not there",
      async (action) => {
        const body = action === "resolve" ? REDEEMED : {}
        expect((await act(action, "promred_nobody", body)).status).toBe(404)
      }
    )
  })

  describe("giving back", () => {
    const canceledOrder = async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      const order = await cart.web.order(cart.id)
      await cancelOrderWorkflow(shop.container).run({
        input: { order_id: order.id },
      })
      return { offer, id: (await shop.ledger.row(cart.id)).id }
    }

    it("gives the customer a new assignment, and says who did", async () => {
      const { id } = await canceledOrder()
      expect((await detail(id)).available_actions).toEqual([
        "resolve",
        "reassign",
      ])

      const { status, data } = await act("reassign", id)

      expect(status).toBe(200)
      expect(data.promotion_redemption).toMatchObject({
        status: "redeemed",
        reassign_status: "reassigned",
        reassigned_by: shop.olga.id,
        actions: [
          { action: "reassign", actor_id: shop.olga.id, to_status: "redeemed" },
        ],
        available_actions: [],
      })
      expect(data.promotion_redemption).not.toHaveProperty("reassign_known_ids")
    })

    it("gives back once when two operators press at once", async () => {
      const { id } = await canceledOrder()

      const answers = await Promise.all([
        act("reassign", id, {}, shop.olga),
        act("reassign", id, {}, shop.otto),
      ])

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
      expect(answers.find(({ status }) => status === 400)?.data.code).toMatch(
        /^re(assignment_in_progress|demption_already_reassigned)$/
      )
      expect(shop.engage.sandbox.calls({ operation: "assign" })).toHaveLength(1)
      expect((await detail(id)).actions).toHaveLength(1)
    })

    it("is not done where an operator decides so, and can be done later", async () => {
      const { id } = await canceledOrder()

      const { status, data } = await act("resolve", id, {
        resolution: "not_given_back",
        note: "She had changed her mind.",
      })

      expect(status).toBe(200)
      expect(data.promotion_redemption).toMatchObject({
        status: "redeemed",
        reassign_status: "declined",
        resolution: "not_given_back",
        note: "She had changed her mind.",
        actions: [
          {
            action: "resolve",
            resolution: "not_given_back",
            actor_id: shop.olga.id,
            from_status: "redeemed",
            to_status: "redeemed",
          },
        ],
        available_actions: ["reassign"],
      })
      expect(
        (
          await act("resolve", id, {
            resolution: "not_given_back",
            note: "Once more.",
          })
        ).data.code
      ).toBe("redemption_action_not_allowed")
      expect(
        (await act("reassign", id)).data.promotion_redemption
      ).toMatchObject({ reassign_status: "reassigned" })
    })

    it("is not decided against for an order that stands", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      await cart.web.order(cart.id)
      const { id } = await shop.ledger.row(cart.id)

      expect(
        (
          await act("resolve", id, {
            resolution: "not_given_back",
            note: "No.",
          })
        ).data.code
      ).toBe("redemption_action_not_allowed")
    })

    it("is not for an order that stands", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      await cart.web.order(cart.id)
      const { id } = await shop.ledger.row(cart.id)

      expect((await detail(id)).available_actions).toEqual([])
      expect((await act("reassign", id)).data.code).toBe("order_not_canceled")
    })
  })

  describe("several at once", () => {
    type Batch = AdminBatchPromotionRedemptionsResponse

    const batch = (data: unknown) =>
      shop.send<Batch>({
        method: "POST",
        url: "/admin/promotion-redemptions/batch",
        data,
        headers: { authorization: `Bearer ${shop.olga.token}` },
      })

    it("are tried one by one, and what becomes of one does not stop the others", async () => {
      const first = await deferredOrder()
      const second = await deferredOrder(503)
      const settled = await createRedemption(shop.container, {
        status: "rejected",
      })
      const ids = [first.id, settled, "promred_nobody", second.id, first.id]

      const { status, data } = await batch({ action: "retry", ids })

      expect(status).toBe(200)
      const none = { status: null, reason: null, code: null, message: null }
      expect(data.results).toEqual([
        { ...none, id: first.id, outcome: "done", status: "redeemed" },
        {
          ...none,
          id: settled,
          outcome: "refused",
          code: "redemption_action_not_allowed",
          message: expect.any(String),
        },
        {
          ...none,
          id: "promred_nobody",
          outcome: "refused",
          message: expect.stringContaining("not found"),
        },
        { ...none, id: second.id, outcome: "done", status: "redeemed" },
        { ...none, id: first.id, outcome: "done", status: "redeemed" },
      ])
      for (const { id, offer } of [first, second]) {
        expect((await detail(id)).actions).toMatchObject([
          { action: "retry", actor_id: shop.olga.id, to_status: "redeemed" },
        ])
        expect(calls(offer)).toBe(2)
      }
    })

    it("are settled with one note, each as by itself", async () => {
      const ids = []
      for (const reason of [
        "retries_exhausted",
        "promotion_already_redeemed",
      ]) {
        ids.push(
          await createRedemption(shop.container, {
            status: "attention",
            reason: reason as "retries_exhausted",
            order_id: `order_${reason}`,
          })
        )
      }

      const { data } = await batch({ action: "resolve", ids, ...NOT_REDEEMED })

      expect(data.results).toMatchObject([
        { outcome: "done", status: "released", reason: "not_redeemed" },
        // Engage has it.
        { outcome: "refused", code: "redemption_action_not_allowed" },
      ])
      expect(await detail(ids[0]!)).toMatchObject({
        note: NOT_REDEEMED.note,
        actions: [{ action: "resolve", note: NOT_REDEEMED.note }],
      })
      expect(await detail(ids[1]!)).toMatchObject({
        status: "attention",
        actions: [],
      })
    })

    it.each([
      [{ action: "retry", ids: [] }],
      [
        {
          action: "retry",
          ids: Array.from({ length: 101 }, (_, n) => `p_${n}`),
        },
      ],
      [{ action: "retry", ids: ["a\u0000b"] }],
      [{ action: "retry", ids: ["promred_1"], note: "x" }],
      [{ action: "resolve", ids: ["promred_1"] }],
      [{ action: "reassign", ids: ["promred_1"] }],
    ])("refuses %j", async (data) => {
      expect((await batch(data)).status).toBe(400)
    })
  })

  describe("what the staff tell each other", () => {
    const listed = async (id: string) => {
      const { data } = await shop.admin<AdminPromotionRedemptionListResponse>(
        "GET",
        `/admin/promotion-redemptions?q=${id}`
      )
      return data.promotion_redemptions[0]
    }

    it("is a note, which changes nothing else", async () => {
      const { id } = await deferredOrder()
      const before = await detail(id)

      const { status, data } = await act("note", id, {
        note: " Anna rang.\nShe waits. ",
      })

      expect(status).toBe(200)
      expect(data.promotion_redemption).toEqual({
        ...before,
        actions: [
          expect.objectContaining({
            action: "note",
            note: "Anna rang.\nShe waits.",
            from_status: "pending",
            to_status: "pending",
            user: expect.objectContaining({ email: shop.olga.email }),
          }),
        ],
      })
    })

    it("is who is on it, in the list too, until they leave", async () => {
      const { id } = await deferredOrder()
      expect(await listed(id)).toMatchObject({ taken_by: null })

      const { data } = await act("take", id)

      const olga = {
        actor_id: shop.olga.id,
        user: { email: shop.olga.email, first_name: "Olga" },
        since: expect.stringMatching(/^\d{4}-.*Z$/),
      }
      expect(data.promotion_redemption).toMatchObject({ taken_by: olga })
      expect(await listed(id)).toMatchObject({ taken_by: olga })

      expect(await act("take", id, {}, shop.otto)).toMatchObject({
        status: 400,
        data: { code: "redemption_taken" },
      })
      const over = await act(
        "take",
        id,
        { instead_of: shop.olga.id },
        shop.otto
      )
      expect(over.data.promotion_redemption).toMatchObject({
        taken_by: { actor_id: shop.otto.id },
      })
      await act("leave", id, {}, shop.otto)
      expect(await listed(id)).toMatchObject({ taken_by: null })
    })

    it("is for a redemption that is there, and for text", async () => {
      const id = await createRedemption(shop.container)
      const answers = await Promise.all([
        act("note", "promred_nobody", { note: "x" }),
        act("take", "promred_nobody"),
        act("leave", "promred_nobody"),
        act("note", id, { note: "  " }),
        act("note", id, { note: "x".repeat(1001) }),
        act("take", id, { instead_of: "a b" }),
      ])

      expect(answers.map(({ status }) => status)).toEqual([
        404, 404, 404, 400, 400, 400,
      ])
    })
  })
})
