import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"
import { z } from "@medusajs/framework/zod"

import { redeemForOrderWorkflow } from "../redeem-assignments/redeem-for-order"
import { answerOf, runIdOf, type HookHandler } from "./chain-hook"
import { cartIdOf, type HeldClaim } from "./complete-cart-validate"

/**
 * After the payment, the last step that can fail: redeems what the completion
 * claimed. A redemption cannot be undone, so nothing may come after it.
 *
 * Undo: that of `claimOnCartCompletion`, which reads what was committed here.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue when Engage
 * refuses, or when a discount lacks its assignment.
 */
export const redeemOnOrderCreated: HookHandler = {
  workflowId: completeCartWorkflowId,
  hook: "orderCreated",

  invoke: async (args) => {
    const claim = args.invoke.validate?.engage as HeldClaim | undefined
    if (!claim) {
      return undefined
    }
    const [order] = z
      .tuple([z.object({ id: z.string() })])
      .parse(answerOf(args, "create-orders"))

    await redeemForOrderWorkflow(args.container).run({
      input: {
        ...claim,
        cart_id: cartIdOf(args),
        order_id: order.id,
        run_id: runIdOf(args),
      },
    })
    return undefined
  },
}
