import { Modules } from "@medusajs/framework/utils"

import {
  createRedemptionChannel,
  type SandboxFault,
} from "../../packages/engage-sandbox/src"
import { ENGAGE_ASSIGN_CODES } from "../../src/errors/catalogue"
import {
  reassignCanceledOrdersWorkflow,
  reassignReturnedOrdersWorkflow,
} from "../../src/workflows/background/ended-orders"
import { reassignPromotionWorkflow } from "../../src/workflows/operator/reassign-promotion"
import { act, cancelOrder, detail } from "../../testkit/jest/acting"
import { readyCart } from "../../testkit/jest/checkout"
import type { RedemptionInput } from "../../testkit/jest/redemptions"
import { returnItems } from "../../testkit/jest/returns"
import type { CartContents } from "../../testkit/jest/storefront"
import { expectRefused, expectOk } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"

const OPERATOR = "user_olga"

const NOT_GIVEN_BACK = {
  resolution: "not_given_back",
  note: "She had changed her mind.",
}

engageSuite({}, (shop) => {
  const assignCalls = () => shop.engage.sandbox.calls({ operation: "assign" })

  /** Anna's order with an offer whose promotion Engage can assign again. */
  const order = async (contents?: CartContents) => {
    const { promotionId } = shop.engage.sandbox.addPromotion({
      redemptionChannels: [createRedemptionChannel({ value: "10056" })],
    })
    const offer = shop.engage.giveOffer(shop.anna, { promotionId })
    const cart = await readyCart(shop, { contents, offers: [offer] })
    const { id: order_id } = await cart.web.order(cart.id)
    const { id: redemption_id } = await shop.ledger.row(cart.id)
    return { cart, offer, order_id, redemption_id }
  }
  const cancelledOrder = async () => {
    const bought = await order()
    await cancelOrder(shop, bought.order_id)
    return bought
  }
  const giveBack = (id: string, actor = OPERATOR) =>
    reassignPromotionWorkflow(shop.container)
      .run({ input: { id, actor } })
      .then(
        ({ result }) => result.redemption.reassign_status,
        ({ code, type }: { code?: string; type: string }) => code ?? type
      )
  /** The hourly job. @returns how many offers it gave back. */
  const catchUp = async () => {
    const { result } = await reassignCanceledOrdersWorkflow(shop.container).run(
      { input: { order_ids: null } }
    )
    return result.reassigned
  }
  const catchUpReturns = () =>
    reassignReturnedOrdersWorkflow(shop.container).run({
      input: { order_ids: null },
    })
  const fault = (fault: SandboxFault) =>
    shop.engage.sandbox.setFault({ operation: "assign", times: 1, ...fault })
  const attempts = async (cartId: string) =>
    (await shop.ledger.row(cartId)).attempts.map(
      ({ operation, trigger, outcome }) => `${operation} ${trigger} ${outcome}`
    )

  describe("by an operator", () => {
    it("gives the customer a new assignment that can be used, and tells the shop", async () => {
      const { cart, offer, order_id, redemption_id } = await cancelledOrder()
      expect((await detail(shop, redemption_id)).available_actions).toEqual([
        "resolve",
        "reassign",
      ])

      const { promotion_redemption: given } = await expectOk(
        act(shop, "reassign", redemption_id)
      )

      const actor_id = shop.olga.id
      expect(given).toMatchObject({
        status: "redeemed",
        order_id,
        reassign_status: "reassigned",
        reassigned_by: actor_id,
        reassigned_at: expect.any(String),
        actions: [{ action: "reassign", actor_id, to_status: "redeemed" }],
        available_actions: [],
      })
      expect(given).not.toHaveProperty("reassign_known_ids")
      expect(await attempts(cart.id)).toEqual([
        "redeem checkout redeemed",
        "reassign manual assigned",
      ])
      await until(() => shop.events.names(cart.id).includes("reassigned"))
      const told = { id: redemption_id, order_id, status: "redeemed" }
      expect(shop.events.of(cart.id).at(-1)?.data).toMatchObject(told)
      const mine = await shop.storefront().listMyOffers()
      const [again, ...others] = mine.data.engage_promotions.filter(
        ({ applicable }) => applicable
      )
      expect(others).toEqual([])
      const id = String(again?.assignment_id)
      expect(id).not.toBe(offer.id)
      const next = await readyCart(shop, { offers: [{ ...offer, id }] })
      await next.web.order(next.id)
      await shop.expectRow(next.id, { status: "redeemed" })
    })

    it("is not for an order that stands, not done where an operator decides so, and can be done later", async () => {
      const { order_id, redemption_id: id } = await order()
      expect((await detail(shop, id)).available_actions).toEqual([])
      const tooEarly = await act(shop, "resolve", id, NOT_GIVEN_BACK)
      expectRefused(tooEarly, "redemption_action_not_allowed")
      expectRefused(await act(shop, "reassign", id), "order_not_canceled")
      await cancelOrder(shop, order_id)

      const declined = await expectOk(act(shop, "resolve", id, NOT_GIVEN_BACK))

      const same = { from_status: "redeemed", to_status: "redeemed" }
      const decision = { ...NOT_GIVEN_BACK, actor_id: shop.olga.id }
      expect(declined.promotion_redemption).toMatchObject({
        ...NOT_GIVEN_BACK,
        status: "redeemed",
        reassign_status: "declined",
        actions: [{ action: "resolve", ...decision, ...same }],
        available_actions: ["reassign"],
      })
      const again = await act(shop, "resolve", id, NOT_GIVEN_BACK)
      expectRefused(again, "redemption_action_not_allowed")
      expect(await giveBack(id)).toBe("reassigned")
    })

    it("is done once, one after another and at once", async () => {
      const { redemption_id } = await cancelledOrder()

      const give = () => giveBack(redemption_id)
      const answers = await Promise.all([give(), give(), give()])

      expect(answers.filter((one) => one === "reassigned")).toHaveLength(1)
      expect(await give()).toBe("redemption_already_reassigned")
      expect(assignCalls()).toHaveLength(1)
    })

    it("works for an offer that a call centre linked, whose promotion Engage knows", async () => {
      const bought = await order()
      await shop.ledger.service.updatePromotionRedemptions({
        id: bought.redemption_id,
        engage_promotion_id: null,
      })
      await cancelOrder(shop, bought.order_id)

      expect(await giveBack(bought.redemption_id)).toBe("reassigned")
    })

    it("is refused for what cannot be given back", async () => {
      const { cart, redemption_id } = await cancelledOrder()
      const { contact_id } = await shop.ledger.row(cart.id)
      const refusedWith = async (changes: RedemptionInput) => {
        await shop.ledger.change(cart.id, changes)
        return giveBack(redemption_id)
      }
      const lease_expires_at = new Date(Date.now() + 60_000).toISOString()

      // The call centre links without saying whose the offer is.
      const ofNobody = await refusedWith({ contact_id: null })
      expect(ofNobody).toBe("reassignment_not_possible")
      const held = await refusedWith({ contact_id, lease_expires_at })
      expect(held).toBe("reassignment_in_progress")
      for (const code of ["InvalidContactId", "InvalidPromotionId"] as const) {
        fault({ type: "refuse", code })
        expect(await refusedWith({ lease_expires_at: null })).toBe(
          ENGAGE_ASSIGN_CODES[code]
        )
      }
      shop.engage.sandbox.removeContact(String(contact_id))
      expect(await giveBack(redemption_id)).toBe("contact_not_found")
      // What is redeemed without an order can still be used.
      const unused = await refusedWith({ order_id: null })
      expect(unused).toBe("redemption_not_redeemed")
    })

    it("records Engage's refusal, and can be tried again", async () => {
      const { cart, offer, redemption_id } = await cancelledOrder()
      const promotion = { promotionId: offer.promotionId }
      const over = { ...promotion, expiresOn: "2020-01-01" }
      shop.engage.sandbox.addPromotion(over)

      expect(await giveBack(redemption_id)).toBe("promotion_expired")
      await shop.expectRow(cart.id, {
        reassign_status: "refused",
        reassign_reason: "promotion_expired",
        reassigned_at: null,
      })

      shop.engage.sandbox.addPromotion(promotion)
      expect(await giveBack(redemption_id)).toBe("reassigned")
    })

    it("finds in the list that a call without a verdict arrived", async () => {
      const { cart, redemption_id } = await cancelledOrder()
      fault({ type: "reset_after_save" })

      expect(await giveBack(redemption_id)).toBe("reassigned")

      expect(assignCalls()).toHaveLength(1)
      expect((await attempts(cart.id)).slice(1)).toEqual([
        "reassign manual unknown",
        "verify manual assigned",
      ])
    })

    it("does not send a call again before it can have ended, not without a look, and never by itself", async () => {
      const { cart, redemption_id } = await cancelledOrder()
      fault({ type: "reset_before_save" })

      expect(await giveBack(redemption_id)).toBe("reassignment_outcome_unknown")
      await shop.expectRow(cart.id, { reassign_status: "unknown" })
      expect(await giveBack(redemption_id)).toBe("reassignment_outcome_unknown")
      expect(assignCalls()).toHaveLength(1)

      await shop.ledger.agePastAttempts(cart.id)
      // What may have arrived is an operator's to decide.
      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })
      expect(await catchUp()).toBe(0)
      expect(await giveBack(redemption_id, "order.canceled")).toBe(
        "reassignment_outcome_unknown"
      )
      expect(assignCalls()).toHaveLength(1)

      expect(await giveBack(redemption_id)).toBe("reassigned")
      expect(assignCalls()).toHaveLength(2)
      expect((await attempts(cart.id)).slice(1)).toEqual([
        "reassign manual unknown",
        "verify manual not_assigned",
        "verify manual not_assigned",
        "verify cancellation not_assigned",
        "verify manual not_assigned",
        "reassign manual assigned",
      ])
    })

    it.each([
      ["an operator", "before"],
      ["an operator", "after"],
      ["the job", "before"],
    ])(
      "makes %s ask first when a server died %s its call was answered",
      async (by, when) => {
        const { cart, redemption_id } = await cancelledOrder()
        expect(await giveBack(redemption_id)).toBe("reassigned")
        await shop.ledger.abandonReassigning(cart.id, when === "after")

        if (by === "the job") {
          await shop.ledger.setOptions({ onOrderCanceled: "reassign" })
          expect(await catchUp()).toBe(1)
        } else {
          expect(await giveBack(redemption_id)).toBe("reassigned")
        }

        expect(assignCalls()).toHaveLength(1)
      }
    )

    it("waits for Engage without having sent anything", async () => {
      const { cart, redemption_id } = await cancelledOrder()
      const away = { type: "status", status: 503, operation: "list" } as const
      const { id } = shop.engage.sandbox.setFault(away)

      expect(await giveBack(redemption_id)).toBe("engage_unavailable")
      expect(assignCalls()).toEqual([])
      const before = { reassign_status: null, lease_expires_at: null }
      await shop.expectRow(cart.id, before)

      shop.engage.sandbox.clearFault(id)
      fault({ type: "status", status: 429 })
      expect(await giveBack(redemption_id)).toBe("engage_unavailable")
      expect(await giveBack(redemption_id)).toBe("reassigned")
    })
  })

  describe("by itself", () => {
    it.each([
      ["cancelled", "order.canceled", "cancellation"],
      ["returned", "order.return_received", "return"],
    ])(
      "is given back once when the order is %s",
      async (outcome, reassigned_by, trigger) => {
        await shop.ledger.setOptions({ onOrderCanceled: "reassign" })
        const { cart, order_id } = await order()

        if (outcome === "returned") {
          await returnItems(shop.container, order_id)
        } else {
          await cancelOrder(shop, order_id)
        }

        await until(
          () => shop.ledger.row(cart.id),
          ({ reassign_status }) => reassign_status === "reassigned"
        )
        await shop.expectRow(cart.id, { reassigned_by })
        expect(await attempts(cart.id)).toEqual([
          "redeem checkout redeemed",
          `reassign ${trigger} assigned`,
        ])
        expect(await catchUp()).toBe(0)
        await catchUpReturns()
        expect(assignCalls()).toHaveLength(1)
      }
    )

    it("stays used unless the shop has chosen otherwise, and is then given back within the hour", async () => {
      const lost = await cancelledOrder()
      const old = await cancelledOrder()
      const canceled_at = new Date(Date.now() - 80 * 3_600_000)
      await shop.container
        .resolve(Modules.ORDER)
        .updateOrders([{ id: old.order_id, canceled_at } as never])
      expect(await catchUp()).toBe(0)
      expect(assignCalls()).toEqual([])

      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })
      expect(await catchUp()).toBe(1)

      await shop.expectRow(lost.cart.id, { reassign_status: "reassigned" })
      await shop.expectRow(old.cart.id, { reassign_status: null })
    })
  })

  describe("after a return", () => {
    const outcomeOf = (cartId: string, order_outcome: string) =>
      until(
        () => shop.ledger.row(cartId),
        (row) => row.order_outcome === order_outcome
      )

    it("is given back for a part when an operator says so", async () => {
      const { cart, order_id, redemption_id } = await order({ shirts: 2 })
      await returnItems(shop.container, order_id, 1)
      await outcomeOf(cart.id, "partly_returned")
      expect(await giveBack(redemption_id)).toBe("order_partly_returned")

      const despite = { despite_partial_return: true }
      const { promotion_redemption } = await expectOk(
        act(shop, "reassign", redemption_id, despite)
      )

      expect(promotion_redemption).toMatchObject({
        reassign_status: "reassigned",
        order_outcome: "partly_returned",
      })
    })

    it("stays used unless the shop has chosen otherwise, and is then given back within the hour, but not for a part", async () => {
      const { cart, order_id } = await order()
      const part = await order({ shirts: 2 })
      await returnItems(shop.container, order_id)
      await returnItems(shop.container, part.order_id, 1)
      expect(await outcomeOf(cart.id, "returned")).toMatchObject({
        status: "redeemed",
        reassign_status: null,
      })
      await outcomeOf(part.cart.id, "partly_returned")
      expect(assignCalls()).toEqual([])
      for (const { id } of [cart, part.cart]) {
        await shop.ledger.change(id, { order_outcome: null })
      }
      await shop.ledger.setOptions({ onOrderCanceled: "reassign" })

      await catchUpReturns()

      await shop.expectRow(cart.id, { reassign_status: "reassigned" })
      const kept = { order_outcome: "partly_returned", reassign_status: null }
      await shop.expectRow(part.cart.id, kept)
      expect(assignCalls()).toHaveLength(1)
    })
  })
})
