import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  completeCartWorkflow,
  refreshCartItemsWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import {
  claimOnCartCompletion,
  guardCartPromotions,
  onOrderCreated,
  redeemOnOrderCreated,
  syncBeforePaymentRefresh,
  type OwnHandler,
} from "../../src/workflows/hooks/manual"
import { discountsOf, readyCart, linkedCart } from "../../testkit/jest/checkout"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import { expectRefused } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

/** What the shop's own handlers did, in order. */
const log: string[] = []

/** The own handler that throws, if any. */
let failing: string | undefined

/** A handler of the shop's own, by a name, that keeps the name for its undo. */
function own(name: string): { own: OwnHandler<unknown, string> } {
  const run = async () => {
    log.push(name)
    if (failing === name) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `${name} says no`)
    }
    return new StepResponse(undefined, name)
  }
  return { own: [run, async (kept) => void log.push(`undo ${kept}`)] }
}

engageSuite(
  {
    engage: { hooks: "manual" },
    beforeBoot: () => {
      completeCartWorkflow.hooks.validate(
        ...claimOnCartCompletion(own("validate"))
      )
      onOrderCreated(...redeemOnOrderCreated(own("order created")))
      updateCartPromotionsWorkflow.hooks.validate(
        ...guardCartPromotions(own("codes"))
      )
      refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(
        ...syncBeforePaymentRefresh()
      )
    },
  },
  (shop) => {
    beforeEach(() => {
      log.length = 0
      failing = undefined
    })

    it("redeems once, beside the shop's own handlers", async () => {
      const cart = await linkedCart(shop)
      log.length = 0

      const order = await cart.web.order(cart.id)

      expect(order.total).toBe(100)
      expect(log).toEqual(["validate", "order created"])
      expect(shop.engage.redeemCalls()).toHaveLength(1)
      await shop.expectRow(cart.id, { status: "redeemed", order_id: order.id })
      expect((await cart.web.order(cart.id)).id).toBe(order.id)
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("reverses the order when Engage refuses, and undoes the shop's own with what it kept", async () => {
      const cart = await linkedCart(shop, { provider: PROVIDERS.authorizing })
      shop.engage.refuse({ code: "PromotionNotFound" })
      log.length = 0

      expectRefused(await cart.web.complete(cart.id), "promotion_not_found")

      expect(log).toEqual([
        "validate",
        "order created",
        "undo order created",
        "codes",
        // The cart is refreshed without the offer.
        "codes",
        "undo validate",
      ])
      expect(await shop.orders()).toEqual([])
      expect(book.all()).toContain("canceled")
      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({})
      await shop.expectRow(cart.id, { status: "rejected" })

      await cart.web.startPayment(cart.id, PROVIDERS.authorizing)
      expect((await cart.web.order(cart.id)).total).toBe(110)
    })

    it("keeps a managed code for those with the assignment", async () => {
      await linkedCart(shop)
      const guest = await readyCart(shop, { customer: null })
      log.length = 0

      expectRefused(
        await guest.web.addCode(guest.id, "10056"),
        "promotion_requires_assignment"
      )
      expect(log).toEqual(["codes", "undo codes"])
    })

    it("puts a linked promotion back that had nothing to discount meanwhile", async () => {
      const offer = shop.engage.giveOffer(shop.anna, { code: "MUG-5" })
      const { web, id } = await shop.newCart(undefined, { mugs: 1 })
      await web.applyOffer(id, offer.id)

      await web.setQuantity(id, "mug", 0)
      expect(discountsOf(await web.cart(id))).toEqual({})
      await web.addItem(id, "mug")

      expect(discountsOf(await web.cart(id))).toEqual({ "MUG-5": 5 })
    })
  }
)
