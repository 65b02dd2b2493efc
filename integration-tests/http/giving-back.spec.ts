import { Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

import {
  createRedemptionChannel,
  type SandboxAssignment,
  type SandboxFault,
  type SandboxPromotion,
} from "../../packages/engage-sandbox/src"
import { reassignCanceledOrdersWorkflow } from "../../src/workflows/background/reassign-canceled-orders"
import { reassignPromotionWorkflow } from "../../src/workflows/operator/reassign-promotion"
import { readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"
import { reassignReturnedOrdersWorkflow } from "../../src/workflows/background/reassign-returned-orders"
import type { AdminPromotionRedemptionResponse } from "../../src/types/admin-http"
import { returnItems } from "../../testkit/jest/returns"

const OPERATOR = "user_olga"

engageSuite({}, (shop) => {
  const assignCalls = () => shop.engage.sandbox.calls({ operation: "assign" })

  const giveOffer = (
    promotion: Partial<SandboxPromotion> = {}
  ): SandboxAssignment => {
    const { promotionId } = shop.engage.sandbox.addPromotion({
      redemptionChannels: [createRedemptionChannel({ value: "10056" })],
      ...promotion,
    })
    return shop.engage.giveOffer(shop.anna, { promotionId })
  }
  const order = async (offer = giveOffer(), way?: "admin") => {
    const cart = await readyCart(shop, { offers: [offer], way })
    const { id } = await cart.web.order(cart.id)
    const row = await shop.ledger.row(cart.id)
    return { cart, offer, order_id: id, redemption_id: row.id }
  }
  const cancel = (order_id: string) =>
    cancelOrderWorkflow(shop.container).run({ input: { order_id } })
  const cancelledOrder = async (offer?: SandboxAssignment) => {
    const bought = await order(offer)
    await cancel(bought.order_id)
    return bought
  }
  const giveBack = (id: string, actor = OPERATOR) =>
    reassignPromotionWorkflow(shop.container)
      .run({ input: { id, actor } })
      .then(
        ({ result }) => result.redemption.reassign_status,
        ({ code, type }: { code?: string; type: string }) => code ?? type
      )
  const fault = (fault: SandboxFault, times = 1) =>
    shop.engage.sandbox.setFault({ operation: "assign", times, ...fault })
  const offersOf = async () => {
    const { data } = await shop.storefront().listMyOffers()
    return data.engage_promotions
      .filter(({ applicable }) => applicable)
      .map(({ assignment_id }) => assignment_id)
  }
  const attempts = async (cartId: string) =>
    (await shop.ledger.row(cartId)).attempts.map(
      ({ operation, trigger, outcome }) => `${operation} ${trigger} ${outcome}`
    )

  describe("by an operator", () => {
    it("gives the customer a new assignment that can be used", async () => {
      const { cart, offer, order_id, redemption_id } = await cancelledOrder()

      expect(await giveBack(redemption_id)).toBe("reassigned")

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id,
        reassign_status: "reassigned",
        reassigned_by: OPERATOR,
        reassigned_at: expect.any(Date),
      })
      expect(await attempts(cart.id)).toEqual([
        "redeem checkout redeemed",
        "reassign manual assigned",
      ])
      const [again, ...others] = await offersOf()
      expect(others).toEqual([])
      expect(again).not.toBe(offer.id)
      const next = await readyCart(shop, {
        offers: [{ ...offer, id: String(again) }],
      })
      await next.web.order(next.id)
      expect(await shop.ledger.row(next.id)).toMatchObject({
        status: "redeemed",
      })
    })

    it("tells the shop", async () => {
      const { cart, order_id, redemption_id } = await cancelledOrder()

      await giveBack(redemption_id)

      await until(() => shop.events.names(cart.id).includes("reassigned"))
      expect(shop.events.of(cart.id).at(-1)?.data).toMatchObject({
        id: redemption_id,
        order_id,
        status: "redeemed",
      })
    })

    it("is done once, one after another and at once", async () => {
      const { redemption_id } = await cancelledOrder()

      const answers = await Promise.all(
        [1, 2, 3].map(() => giveBack(redemption_id))
      )

      expect(answers.filter((answer) => answer === "reassigned")).toHaveLength(
        1
      )
      expect(await giveBack(redemption_id)).toBe(
        "redemption_already_reassigned"
      )
      expect(assignCalls()).toHaveLength(1)
    })

    it("works for an offer that a call centre linked, whose promotion Engage knows", async () => {
      const bought = await order()
      await shop.ledger.service.updatePromotionRedemptions({
        id: bought.redemption_id,
        engage_promotion_id: null,
      })
      await cancel(bought.order_id)

      expect(await giveBack(bought.redemption_id)).toBe("reassigned")
    })

    it("is refused while the order stands", async () => {
      const { redemption_id } = await order()

      expect(await giveBack(redemption_id)).toBe("order_not_canceled")
    })

    it("is refused for what was not redeemed, and for what can still be used", async () => {
      shop.engage.refuse({ code: "PromotionNotFound" })
      const cart = await readyCart(shop, { offers: [giveOffer()] })
      await cart.web.complete(cart.id)
      const { id } = await shop.ledger.row(cart.id)
      expect(await giveBack(id)).toBe("redemption_not_redeemed")

      shop.engage.sandbox.clearFaults()
      const bought = await order()
      await shop.ledger.service.updatePromotionRedemptions({
        id: bought.redemption_id,
        order_id: null,
      })
      expect(await giveBack(bought.redemption_id)).toBe(
        "redemption_not_redeemed"
      )
    })

    it("is not possible without a contact", async () => {
      const bought = await order(giveOffer(), "admin")
      await cancel(bought.order_id)

      expect(await giveBack(bought.redemption_id)).toBe(
        "reassignment_not_possible"
      )
      expect(assignCalls()).toEqual([])
    })

    it("answers not found for a redemption that is not there", async () => {
      expect(await giveBack("promred_nobody")).toBe("not_found")
    })

    it("records Engage's refusal, and can be tried again", async () => {
      const offer = giveOffer()
      const { cart, redemption_id } = await cancelledOrder(offer)
      const promotion = { promotionId: offer.promotionId }
      shop.engage.sandbox.addPromotion({
        ...promotion,
        expiresOn: "2020-01-01",
      })

      expect(await giveBack(redemption_id)).toBe("promotion_expired")
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        reassign_status: "refused",
        reassign_reason: "promotion_expired",
        reassigned_at: null,
      })

      shop.engage.sandbox.addPromotion(promotion)
      expect(await giveBack(redemption_id)).toBe("reassigned")
    })

    it.each<SandboxFault>([
      { type: "reset_after_save" },
      { type: "status", status: 502, saved: true },
      { type: "half_answer" },
    ])(
      "finds in the list that a call without a verdict arrived: %j",
      async (broken) => {
        const { cart, redemption_id } = await cancelledOrder()
        fault(broken)

        expect(await giveBack(redemption_id)).toBe("reassigned")

        expect(assignCalls()).toHaveLength(1)
        expect((await attempts(cart.id)).slice(1)).toEqual([
          "reassign manual unknown",
          "verify manual assigned",
        ])
      }
    )

    it("does not send a call again before it can have ended, and not without a look", async () => {
      const { cart, redemption_id } = await cancelledOrder()
      fault({ type: "reset_before_save" })

      expect(await giveBack(redemption_id)).toBe("reassignment_outcome_unknown")
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        reassign_status: "unknown",
      })
      expect(await giveBack(redemption_id)).toBe("reassignment_outcome_unknown")
      expect(assignCalls()).toHaveLength(1)

      await shop.ledger.agePastAttempts(cart.id)
      expect(await giveBack(redemption_id)).toBe("reassigned")
      expect(assignCalls()).toHaveLength(2)
      expect((await attempts(cart.id)).slice(1)).toEqual([
        "reassign manual unknown",
        "verify manual not_assigned",
        "verify manual not_assigned",
        "verify manual not_assigned",
        "reassign manual assigned",
      ])
    })

    it.each(["before", "after"])(
      "asks first when a server died %s its call was answered",
      async (when) => {
        const { cart, redemption_id } = await cancelledOrder()
        expect(await giveBack(redemption_id)).toBe("reassigned")
        await shop.ledger.abandonReassigning(cart.id, when === "after")

        expect(await giveBack(redemption_id)).toBe("reassigned")

        expect(assignCalls()).toHaveLength(1)
      }
    )

    it("waits for Engage without having sent anything", async () => {
      const { cart, redemption_id } = await cancelledOrder()
      const { id } = shop.engage.sandbox.setFault({
        type: "status",
        status: 503,
        operation: "list",
      })

      expect(await giveBack(redemption_id)).toBe("engage_unavailable")
      expect(assignCalls()).toEqual([])
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        reassign_status: null,
        lease_expires_at: null,
      })

      shop.engage.sandbox.clearFault(id)
      fault({ type: "status", status: 429 })
      expect(await giveBack(redemption_id)).toBe("engage_unavailable")
      expect(await giveBack(redemption_id)).toBe("reassigned")
    })
  })

  describe("by itself", () => {
    const catchUp = async () => {
      const { result } = await reassignCanceledOrdersWorkflow(
        shop.container
      ).run({ input: { order_ids: null } })
      return result.reassigned
    }

    it("an offer stays used unless the shop has chosen otherwise", async () => {
      await cancelledOrder()

      expect(await catchUp()).toBe(0)
      expect(assignCalls()).toEqual([])
    })

    it("is given back when the order is cancelled", async () => {
      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })
      const { cart } = await cancelledOrder()

      await until(
        () => shop.ledger.row(cart.id),
        ({ reassign_status }) => reassign_status === "reassigned"
      )

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        reassigned_by: "order.canceled",
      })
      expect(await attempts(cart.id)).toContain(
        "reassign cancellation assigned"
      )
      expect(await catchUp()).toBe(0)
      expect(assignCalls()).toHaveLength(1)
    })

    it("is given back within the hour when the event was lost", async () => {
      const lost = await cancelledOrder()
      const old = await cancelledOrder()
      await shop.container.resolve(Modules.ORDER).updateOrders([
        {
          id: old.order_id,
          canceled_at: new Date(Date.now() - 80 * 3_600_000),
        } as never,
      ])
      await order()
      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })

      expect(await catchUp()).toBe(1)

      expect(await shop.ledger.row(lost.cart.id)).toMatchObject({
        reassign_status: "reassigned",
      })
      expect(await shop.ledger.row(old.cart.id)).toMatchObject({
        reassign_status: null,
      })
    })

    it("never sends again what may have arrived: that is an operator's to decide", async () => {
      const { cart, redemption_id } = await cancelledOrder()
      fault({ type: "reset_before_save" })
      await giveBack(redemption_id)
      await shop.ledger.agePastAttempts(cart.id)
      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })

      expect(await catchUp()).toBe(0)
      expect(await giveBack(redemption_id, "order.canceled")).toBe(
        "reassignment_outcome_unknown"
      )

      expect(assignCalls()).toHaveLength(1)
    })

    it("takes up what a dead server left, and asks first", async () => {
      const { cart, redemption_id } = await cancelledOrder()
      await giveBack(redemption_id)
      await shop.ledger.abandonReassigning(cart.id)
      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })

      expect(await catchUp()).toBe(1)

      expect(assignCalls()).toHaveLength(1)
    })
  })

  describe("after a return", () => {
    const boughtTwo = async () => {
      const offer = giveOffer()
      const cart = await readyCart(shop, {
        offers: [offer],
        contents: { shirts: 2 },
      })
      const { id: order_id } = await cart.web.order(cart.id)
      const { id: redemption_id } = await shop.ledger.row(cart.id)
      return { cart, offer, order_id, redemption_id }
    }
    const outcomeOf = (cartId: string, order_outcome: string) =>
      until(
        () => shop.ledger.row(cartId),
        (row) => row.order_outcome === order_outcome
      )

    it("is for an operator to decide on, once all has come back", async () => {
      const { cart, order_id, redemption_id } = await boughtTwo()

      await returnItems(shop.container, order_id, 1)
      await outcomeOf(cart.id, "partly_returned")
      expect(await giveBack(redemption_id)).toBe("order_partly_returned")

      await returnItems(shop.container, order_id, 1)
      expect(await outcomeOf(cart.id, "returned")).toMatchObject({
        status: "redeemed",
        reassign_status: null,
      })
      expect(assignCalls()).toEqual([])
      expect(await giveBack(redemption_id)).toBe("reassigned")
    })

    it("is given back for a part when an operator says so", async () => {
      const { order_id, redemption_id } = await boughtTwo()
      await returnItems(shop.container, order_id, 1)

      const { status, data } =
        await shop.admin<AdminPromotionRedemptionResponse>(
          "POST",
          `/admin/promotion-redemptions/${redemption_id}/reassign`,
          { despite_partial_return: true }
        )

      expect(status).toBe(200)
      expect(data.promotion_redemption).toMatchObject({
        reassign_status: "reassigned",
        order_outcome: "partly_returned",
      })
    })

    it("is given back by itself, once, if the shop has chosen so", async () => {
      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })
      const { cart, order_id } = await boughtTwo()

      await returnItems(shop.container, order_id)
      await until(
        () => shop.ledger.row(cart.id),
        ({ reassign_status }) => reassign_status === "reassigned"
      )
      await reassignReturnedOrdersWorkflow(shop.container).run({
        input: { order_ids: null },
      })

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        order_outcome: "returned",
        reassigned_by: "order.return_received",
      })
      expect(await attempts(cart.id)).toEqual([
        "redeem checkout redeemed",
        "reassign return assigned",
      ])
      expect(assignCalls()).toHaveLength(1)
    })

    it("is found within the hour when the event was lost, and never for a part", async () => {
      const { cart, order_id } = await boughtTwo()
      const part = await boughtTwo()
      await returnItems(shop.container, order_id)
      await returnItems(shop.container, part.order_id, 1)
      await outcomeOf(cart.id, "returned")
      await outcomeOf(part.cart.id, "partly_returned")
      for (const { id } of [cart, part.cart]) {
        await shop.ledger.change(id, { order_outcome: null })
      }
      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })

      await reassignReturnedOrdersWorkflow(shop.container).run({
        input: { order_ids: null },
      })

      expect(await shop.ledger.row(cart.id)).toMatchObject({
        reassign_status: "reassigned",
      })
      expect(await shop.ledger.row(part.cart.id)).toMatchObject({
        order_outcome: "partly_returned",
        reassign_status: null,
      })
      expect(assignCalls()).toHaveLength(1)
    })
  })
})
