/**
 * Takes the place of `@medusajs/medusa/core-flows` in this suite: the workflows
 * of Medusa's that the plugin's own run, over the shop in memory. Loading all
 * of Medusa's would need its modules, and most of the time of the test.
 */
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"

import type { WorkflowRun } from "../../../src/workflows/medusa/hook-handler"
import type { guardCartPromotions } from "../../../src/workflows/checkout/guard"
import { toCart } from "./graph"
import { CODES_GUARD, MODEL_SHOP, type Shop } from "./shop"

export const completeCartWorkflowId = "complete-cart"
export const updateCartPromotionsWorkflowId = "update-cart-promotions"
export const refreshCartItemsWorkflowId = "refresh-cart-items"

export const releaseLockStep = createStep(
  "release-lock",
  async ({ key }: { key: string }, { container, parentStepIdempotencyKey }) => {
    if (!parentStepIdempotencyKey) {
      await container.resolve(Modules.LOCKING).release(key)
    }
  }
)

type CodesInput = {
  cart_id: string
  promo_codes: string[]
  action: "add" | "remove" | "replace"
  force_refresh_payment_collection?: boolean
}

type Guard = typeof guardCartPromotions

/** The hook `validate`, with the plugin's own handler in it. */
const guardStep = createStep(
  "guard",
  async (input: CodesInput, { container, transactionId = "" }) => {
    const shop = container.resolve<Shop>(MODEL_SHOP)
    const cart = shop.cart(input.cart_id)
    if (cart.completed) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `Cart ${cart.id} is already completed.`
      )
    }
    const guard = container.resolve<Guard>(CODES_GUARD)
    const released = await guard.invoke(
      { input, cart: toCart(shop, cart) },
      runOf(container, transactionId)
    )
    return new StepResponse(undefined, { released })
  },
  async (kept, { container, transactionId = "" }) => {
    if (kept?.released) {
      const guard = container.resolve<Guard>(CODES_GUARD)
      await guard.compensate?.(kept.released, runOf(container, transactionId))
    }
  }
)

function runOf(container: MedusaContainer, id: string): WorkflowRun {
  return { container, id, idempotency_key: "", answer: () => undefined }
}

/** Computes a cart's promotions anew: what gives it nothing comes off. */
const applyCodesStep = createStep(
  "apply-codes",
  async (input: CodesInput, { container }) => {
    const shop = container.resolve<Shop>(MODEL_SHOP)
    // The server may have died meanwhile.
    await container.resolve(Modules.PROMOTION).listPromotions()
    const cart = shop.cart(input.cart_id)
    const before = {
      promotions: new Set(cart.promotions),
      collection: cart.collection,
    }
    const total = shop.totalOf(cart)
    const ids = shop.promotions
      .filter(({ code }) => input.promo_codes.includes(code))
      .map(({ id }) => id)
    for (const id of ids) {
      if (input.action === "remove") {
        cart.promotions.delete(id)
      } else {
        cart.promotions.add(id)
      }
    }
    cart.unmet.forEach((id) => cart.promotions.delete(id))
    if (input.force_refresh_payment_collection) {
      shop.refreshPayment(cart, total)
    }
    return new StepResponse(undefined, { cart_id: cart.id, before })
  },
  async (done, { container }) => {
    if (done) {
      const shop = container.resolve<Shop>(MODEL_SHOP)
      await container.resolve(Modules.PROMOTION).listPromotions()
      Object.assign(shop.cart(done.cart_id), done.before)
    }
  }
)

export const updateCartPromotionsWorkflow = createWorkflow(
  updateCartPromotionsWorkflowId,
  (input: CodesInput) => {
    guardStep(input)
    applyCodesStep(input)
    return new WorkflowResponse(input)
  }
)

const refreshPaymentStep = createStep(
  "refresh-payment",
  async ({ cart_id }: { cart_id: string }, { container }) => {
    await container.resolve(Modules.PROMOTION).listPromotions()
    container.resolve<Shop>(MODEL_SHOP).cart(cart_id).collection = null
  }
)

/** After a change of a cart, its payment is started anew. */
const refreshing = (id: string) =>
  createWorkflow(id, (input: { cart_id: string }) => {
    refreshPaymentStep(input)
    return new WorkflowResponse(input)
  })

export const refreshPaymentCollectionForCartWorkflow = refreshing(
  "refresh-payment-collection-for-cart"
)
export const refreshCartItemsWorkflow = refreshing(refreshCartItemsWorkflowId)
