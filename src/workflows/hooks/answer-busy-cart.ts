import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { isLockTimeout } from "../medusa/cart-lock"
import { cartIdOf } from "../medusa/completing-cart"
import { wrapStep } from "./wrap-step"

/** Medusa's step that takes the cart's lock, with a wait of half a minute. */
const LOCK_STEP = "acquire-lock-step"

/**
 * Makes complete-cart answer `redemption_in_progress` when the lock of a cart with
 * an offer is taken; Medusa itself answers "unknown error". For a cart that never
 * had an offer, Medusa's answer stays.
 *
 * Call after everything is loaded. A second call does nothing; a Medusa without the
 * step stays unchanged.
 */
export function answerBusyCart(): void {
  const step = { workflowId: completeCartWorkflowId, step: LOCK_STEP }
  wrapStep("answer-busy-cart", step, (theirs) => ({
    ...theirs,
    invoke: async (args) => {
      try {
        return await theirs.invoke(args)
      } catch (error) {
        const service = args.container.resolve(PROMOTION_REDEMPTION_MODULE)
        if (
          isLockTimeout(error) &&
          (await service.ledger.listForCart(cartIdOf(args))).length
        ) {
          throw engageError("redemption_in_progress")
        }
        throw error
      }
    },
  }))
}
