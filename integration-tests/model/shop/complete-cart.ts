import { randomUUID } from "node:crypto"

import { MedusaError } from "@medusajs/framework/utils"

import { redeemOnOrderCreated } from "../../../src/workflows/checkout/redeem"
import { claimOnCartCompletion } from "../../../src/workflows/checkout/claim"
import type { WorkflowRun } from "../../../src/workflows/medusa/hook-handler"
import { hasSparedPayment } from "../../../src/workflows/hooks/spare-payment"
import type { Server } from "../servers/server"
import { toCart } from "./graph"
import type { Cart, Order, PaymentSession } from "./shop"

/** A failure that the shop or its provider brought about, and not Engage. */
export class OthersFailure extends Error {}

/** How long Medusa waits for the lock of a cart. */
const LOCK_TIMEOUT_MS = 30_000

type Undo = () => Promise<void>

/**
 * Medusa's complete-cart, in the order of its steps and of their undoing, with
 * the plugin's own handlers in its hooks. A server that dies leaves undone what
 * is undone, and done what is done.
 *
 * @param failsAfterwards - a later step of the shop's own workflow around it fails.
 * @returns the order's id.
 */
export async function completeCart(
  server: Server,
  cartId: string,
  failsAfterwards: boolean
): Promise<string> {
  const { shop } = server
  const run = { server }
  await server.lock(cartId, run, LOCK_TIMEOUT_MS)
  const undo: Undo[] = [async () => server.unlock(cartId, run)]

  try {
    const cart = shop.cart(cartId)
    const known = shop.orderOfCart(cartId)
    const placed: { id: string }[] = []
    const completion = runOf(server, placed, known?.id)
    // What follows is made of this look at the cart, however old it is.
    const discounts = shop.discounts(cart)
    const collection = cart.collection
    const total = shop.totalOf(cart)
    if (!collection) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "Payment collection has not been initiated for cart"
      )
    }
    undo.push(async () => {
      if (!hasSparedPayment(completion.id)) {
        await refundIfCaptured(server, cart, collection.session)
      }
    })

    let claim: Awaited<ReturnType<typeof claimOnCartCompletion.invoke>>
    let validated = false
    undo.push(async () => {
      await server.reached("order undone")
      if (claim || !validated) {
        await claimOnCartCompletion.compensate?.(claim, completion)
      }
      await server.reached("discount off")
    })
    await server.reached("before the claim")
    claim = await claimOnCartCompletion.invoke(
      { input: { id: cartId }, cart: toCart(shop, cart) },
      completion
    )
    validated = true
    await server.reached("after the claim")

    if (known) {
      undo.splice(0)
      server.unlock(cartId, run)
      return known.id
    }

    const order: Order = {
      id: shop.nextId("order"),
      cart_id: cartId,
      promotions: discounts.map(({ id }) => id),
      total,
      collection,
      status: "pending",
      deleted: false,
      finished: false,
    }
    undo.push(async () => {
      order.deleted = true
      cart.completed = false
    })
    shop.orders.set(order.id, order)
    cart.completed = true
    placed.push({ id: order.id })
    await server.reached("after the order")

    const payment = authorize(server, collection.session)
    undo.push(async () => {
      // A captured payment cannot be cancelled: it is refunded further down.
      if (payment && !payment.captured) {
        payment.canceled = true
      }
    })
    await server.reached("after the payment")

    await redeemOnOrderCreated.invoke(
      { cart_id: cartId, order_id: order.id },
      completion
    )
    await server.reached("after the verdict")

    if (failsAfterwards) {
      // As whoever throws after the payment has to.
      cart.collection = null
      throw new OthersFailure("A later step of the shop's own failed")
    }
    server.unlock(cartId, run)
    order.finished = true
    return order.id
  } catch (error) {
    await server.reached("before undoing")
    for (const step of undo.reverse()) {
      await server.pulse()
      await step()
    }
    throw error
  }
}

function runOf(
  { container }: Server,
  placed: { id: string }[],
  known: string | undefined
): WorkflowRun {
  const answers: Record<string, unknown> = {
    "create-orders": placed,
    "use-query-graph-step": { data: known && { order_id: known } },
  }
  // Unique in the process, as Medusa's: the plugin remembers runs by it.
  const id = randomUUID()
  return {
    container,
    id,
    idempotency_key: `complete-cart:${id}:hook:invoke`,
    answer: (step) => answers[step],
  }
}

/** A session that is authorised stays so, even when its payment is cancelled. */
function authorize({ shop }: Server, session: PaymentSession) {
  if (session.payment && session.status === "authorized") {
    return session.payment
  }
  switch (session.kind) {
    case "declined":
      throw new OthersFailure("The card was declined")
    case "bank":
      session.status = "pending_authorization"
      return null
    default:
      return shop.createPayment(session)
  }
}

/** The first step that can be undone, so the last that is. */
async function refundIfCaptured(
  { shop }: Server,
  cart: Cart,
  { id, payment }: PaymentSession
): Promise<void> {
  const attached = cart.collection?.session.id === id
  if (payment?.captured && !(attached && shop.orderOfCart(cart.id))) {
    payment.canceled = true
    if (attached) {
      cart.collection = null
    }
  }
}
