import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import { readyCart } from "../setup/checkout"
import { engageSuite } from "../setup/suite"

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

engageSuite({}, (shop) => {
  const buy = async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, { offers: [offer] })
    return {
      cart,
      undone: async () => {
        await expect(
          buyWorkflow(shop.container).run({ input: { id: cart.id } })
        ).rejects.toMatchObject({ message: "The shop says no" })
        expect(await shop.orders()).toEqual([])
        return shop.ledger.row(cart.id)
      },
    }
  }
  const busy = () =>
    shop.engage.sandbox.setFault({
      type: "status",
      status: 429,
      operation: "redeem",
      times: 1,
    })

  describe("a shop's own workflow that undoes an order", () => {
    beforeEach(() => {
      meanwhile = async () => undefined
    })

    it("keeps what is redeemed for the cart, and does not send it again", async () => {
      const { cart, undone } = await buy()

      expect(await undone()).toMatchObject({
        status: "redeemed",
        order_id: null,
      })

      await cart.web.startPayment(cart.id)
      const order = await cart.web.order(cart.id)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })

    it("keeps what the job has redeemed meanwhile for the cart as well", async () => {
      const { cart, undone } = await buy()
      busy()
      meanwhile = () => shop.ledger.reconcile()

      expect(await undone()).toMatchObject({
        status: "redeemed",
        order_id: null,
      })

      await cart.web.startPayment(cart.id)
      const order = await cart.web.order(cart.id)
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        status: "redeemed",
        order_id: order.id,
      })
    })

    it("leaves a cart that can be bought when Engage refused the job meanwhile", async () => {
      const { cart, undone } = await buy()
      busy()
      meanwhile = async () => {
        shop.engage.refuse({ code: "PromotionNotFound" })
        await shop.ledger.reconcile()
      }

      expect(await undone()).toMatchObject({
        status: "rejected",
        reason: "promotion_not_found",
        order_id: null,
      })

      expect(await cart.web.cart(cart.id)).toMatchObject({ total: 110 })
      await cart.web.startPayment(cart.id)
      expect(await cart.web.order(cart.id)).toMatchObject({ total: 110 })
    })
  })
})
