import { MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  completeCartWorkflow,
  completeCartWorkflowId,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"

import { redeemAssignmentsWorkflow } from "../../src/workflows/checkout/redeem-assignments"
import { linkedCart, type ReadyCart } from "../../testkit/jest/checkout"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import { expectRefused } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

/** What happens between the order and the failure of the shop's own step. */
let meanwhile: () => Promise<void>

const failLaterStep = createStep("fail-later", async () => {
  await meanwhile()
  throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The shop says no")
  return new StepResponse(undefined)
})

/** A shop's own workflow around complete-cart, whose last step fails. */
const buyWorkflow = createWorkflow("buy", (input: { id: string }) => {
  const order = completeCartWorkflow.runAsStep({ input })
  failLaterStep()
  return new WorkflowResponse(order)
})

/** The recipe in Medusa's examples. */
const buyByRecipeWorkflow = createWorkflow(
  "buy-by-recipe",
  (input: { id: string }) => {
    acquireLockStep({ key: input.id, timeout: 2, ttl: 10 })
    const order = completeCartWorkflow.runAsStep({ input })
    releaseLockStep({ key: input.id })
    return new WorkflowResponse(order)
  }
)

engageSuite({}, (shop) => {
  it.each(["the checkout", "the job meanwhile"])(
    "a shop's own workflow that undoes an order keeps what %s has redeemed for the cart, and does not send it again",
    async (by) => {
      const cart = await linkedCart(shop)
      meanwhile = () => shop.ledger.reconcile()
      if (by === "the job meanwhile") {
        shop.engage.onRedeem({ type: "status", status: 429, times: 1 })
      }

      await expect(
        buyWorkflow(shop.container).run({ input: { id: cart.id } })
      ).rejects.toMatchObject({ message: "The shop says no" })

      expect(await shop.orders()).toEqual([])
      await shop.expectRow(cart.id, { status: "redeemed", order_id: null })

      const { id: order_id } = await cart.web.buy(cart.id)
      await shop.expectRow(cart.id, { status: "redeemed", order_id })
      const saved = shop.engage.redeemCalls().filter((call) => call.saved)
      expect(saved).toHaveLength(1)
    }
  )

  describe("a shop's own workflow whose lock ends before the verdict", () => {
    const slowDown = (ms: number) =>
      shop.engage.onRedeem({ type: "delay_before_save", ms, times: 1 })

    /** The shop completes a cart; once its lock has ended, the shopper does too. */
    const completeTwice = async (cart: ReadyCart) => {
      const first = buyByRecipeWorkflow(shop.container).run({
        input: { id: cart.id },
        throwOnError: false,
      })
      await until(() => shop.engage.redeemCalls().length > 0)
      await shop.untilOrdered(cart.id)
      await shop.container.resolve(Modules.LOCKING).release(cart.id)
      const second = await cart.web.complete(cart.id)
      return { first: await first, second }
    }

    it("shows nobody an order that Engage then refuses", async () => {
      const cart = await linkedCart(shop, { provider: PROVIDERS.capturing })
      slowDown(3_000)
      shop.engage.refuse({ code: "PromotionNotFound" })

      const { first, second } = await completeTwice(cart)

      expect(first.errors).toMatchObject([
        { error: { code: "promotion_not_found" } },
      ])
      expectRefused(second, "promotion_not_found")
      expect(await shop.orders()).toEqual([])
      expect(book.all().filter((what) => what === "refunded")).toHaveLength(1)
      expect(await cart.web.cart(cart.id)).toMatchObject({
        total: 110,
        promotions: [],
      })
      expect((await cart.web.buy(cart.id)).total).toBe(110)
    })

    it("answers both with one order when Engage redeems", async () => {
      const cart = await linkedCart(shop, { provider: PROVIDERS.capturing })
      slowDown(3_000)

      const { first, second } = await completeTwice(cart)

      expect(second).toMatchObject({
        status: 200,
        data: { type: "order", order: { id: first.result.id } },
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
      expect(book.all()).toEqual(["captured"])
      const redeemed = { status: "redeemed", order_id: first.result.id }
      await shop.expectRow(cart.id, redeemed)
    })

    it("tells a replay of the same workflow run of no order that is undone", async () => {
      const cart = await linkedCart(shop)
      slowDown(2_000)
      shop.engage.refuse({ code: "PromotionNotFound" })
      const complete = () =>
        shop.container
          .resolve(Modules.WORKFLOW_ENGINE)
          .run(completeCartWorkflowId, {
            input: { id: cart.id },
            transactionId: `idempotency-key-${cart.id}`,
            throwOnError: false,
          })

      const first = complete()
      await until(() => shop.engage.redeemCalls().length > 0)
      const replayed = await complete()

      expect((await first).errors).toMatchObject([
        { error: { code: "promotion_not_found" } },
      ])
      // Medusa's route answers 409 to a run that has not ended.
      expect(
        replayed.errors.length || !replayed.transaction.hasFinished()
      ).toBeTruthy()
      expect(await shop.orders()).toEqual([])
    })
  })

  describe("a marketplace, which makes several orders of one cart", () => {
    /** Orders of a cart, those named `true` with its discount; no payment. */
    const split = async (cart: ReadyCart, discounts: boolean[]) => {
      const { promotion_id } = await shop.ledger.row(cart.id)
      const { region_id, email } = await cart.web.cart(cart.id)
      const ids: string[] = []
      for (const discounted of discounts) {
        const adjustment = { code: "10056", amount: 5, promotion_id }
        const adjustments = discounted ? [adjustment] : []
        const item = { title: "Shirt", quantity: 1, unit_price: 50 }
        const { id } = await shop.container
          .resolve(Modules.ORDER)
          .createOrders({
            ...{ region_id, email, currency_code: "eur" },
            items: [{ ...item, adjustments }],
          })
        ids.push(id)
        await shop.linkToOrder(cart.id, id)
      }
      return ids
    }
    const pay = ({ session_id }: ReadyCart) =>
      shop.container
        .resolve(Modules.PAYMENT)
        .authorizePaymentSession(session_id, {})

    it("has an offer redeemed for the first order that has the discount, in whatever order it asks", async () => {
      const cart = await linkedCart(shop)
      await pay(cart)
      const ids = await split(cart, [false, true, true])

      for (const order_id of [...ids].reverse()) {
        await redeemAssignmentsWorkflow(shop.container).run({
          input: { cart_id: cart.id, order_id },
        })
      }

      await shop.expectRow(cart.id, { status: "redeemed", order_id: ids[1] })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("has the job redeem it once the cart's payment is there", async () => {
      const cart = await linkedCart(shop)
      const [discounted] = await split(cart, [true, false])
      await shop.ledger.abandon(cart.id, "claimed")

      await shop.ledger.reconcile()
      const waiting = { status: "pending", reason: "payment_pending" }
      await shop.expectRow(cart.id, { ...waiting, order_id: discounted })

      await pay(cart)
      await shop.ledger.reconcile()
      const redeemed = { status: "redeemed", order_id: discounted }
      await shop.expectRow(cart.id, redeemed)
    })
  })
})
