import { setTimeout as delay } from "node:timers/promises"

import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"
import { z } from "@medusajs/framework/zod"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type {
  Claim,
  ClaimInput,
} from "../../modules/promotion-redemption/ledger/claim"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import { syncCartPromotionsWorkflow } from "../sync-cart-promotions"
import {
  answerOf,
  runIdOf,
  type HookHandler,
  type StepArguments,
} from "./chain-hook"
import { completingCart } from "./completing-cart"

/** How long to wait for another run on the cart: as long as for Medusa's lock. */
const HELD_WAIT_MS = 30_000

const HELD_RETRY_MS = 300

/** What a completion holds, for the hook that redeems it. */
export type HeldClaim = Claim & {
  /** Nothing is to be paid, or a payment exists only once it is authorised. */
  total: number
  payment_session_ids: string[]
}

/**
 * Before the order: claims the redemptions that discount the cart. A cart
 * without a discount costs no look into the database.
 *
 * Undo: gives the claim back. Reads what was committed, not what a failed step
 * returned, and takes off the cart what Engage refused; the cart's lock is still
 * held, so this is done before the answer leaves.
 *
 * @throws MedusaError CONFLICT when the cart is being completed elsewhere.
 */
export const claimOnCartCompletion: HookHandler = {
  workflowId: completeCartWorkflowId,
  hook: "validate",

  invoke: async (args) => {
    const cart = completingCart(args)
    if (cart.completed || !cart.discounts.length) {
      return undefined
    }
    const service = args.container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (!(await service.servesSalesChannel(cart.sales_channel_id))) {
      return undefined
    }

    const claim = await claimWhenFree(service, {
      cart_id: cart.id,
      customer_id: cart.customer_id,
      currency_code: cart.currency_code,
      run_id: runIdOf(args),
      discounts: cart.discounts,
    })
    return {
      ...claim,
      total: cart.total,
      payment_session_ids: cart.payment_session_ids,
    } satisfies HeldClaim
  },

  compensate: async (args) => {
    const step = args.invoke.validate
    if (step && !step.engage) {
      return
    }
    const cart_id = cartIdOf(args)
    try {
      await args.container.resolve(PROMOTION_REDEMPTION_MODULE).unwindRun({
        cart_id,
        run_id: runIdOf(args),
        order_id: placedOrderIdOf(args),
      })
    } catch (error) {
      // Medusa keeps quiet about it. The job finds what is left.
      args.container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(
          `The claim of cart ${cart_id} was not given back: ${(error as Error).message}`
        )
    }
    await syncCartPromotionsWorkflow(args.container).run({
      input: { cart_id },
      context: { parentStepIdempotencyKey: args.metadata.idempotency_key },
    })
  },
}

/** The order that the running complete-cart workflow has made, if it got there. */
export function placedOrderIdOf(args: StepArguments): string | null {
  const placed = z
    .tuple([z.object({ id: z.string() })])
    .safeParse(answerOf(args, "create-orders"))
  return placed.data?.[0].id ?? null
}

/** The cart that the running complete-cart workflow completes. */
export function cartIdOf({ payload }: StepArguments): string {
  return z.object({ id: z.string() }).parse(payload).id
}

/**
 * Waits while another run holds the cart, as Medusa's lock would make it where
 * servers share one. To stop at once would be wrong without a shared lock:
 * Medusa refunds a captured payment of the run that fails first, though the other
 * is about to place the order that it pays for.
 */
async function claimWhenFree(
  service: PromotionRedemptionModuleService,
  input: ClaimInput
): Promise<Claim> {
  const deadline = Date.now() + HELD_WAIT_MS
  for (;;) {
    const claim = await service.claim(input)
    if (!claim.conflict) {
      return claim
    }
    if (claim.conflict === "ordered" || Date.now() > deadline) {
      throw new MedusaError(
        MedusaError.Types.CONFLICT,
        `Cart ${input.cart_id} is already being completed`
      )
    }
    await delay(HELD_RETRY_MS)
  }
}
