import { refreshCartItemsWorkflowId } from "@medusajs/medusa/core-flows"
import { z } from "@medusajs/framework/zod"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { syncCartPromotionsWorkflow } from "../sync-cart-promotions"
import { answerOf, type HookHandler } from "./chain-hook"

const refetchedCart = z.object({
  data: z.object({ promotions: z.array(z.unknown()).nullish() }),
})

/**
 * When a cart has changed, and before its payment follows: keeps its promotions
 * in step with its redemptions.
 */
export const syncBeforePaymentRefresh: HookHandler = {
  workflowId: refreshCartItemsWorkflowId,
  hook: "beforeRefreshingPaymentCollection",

  invoke: async (args) => {
    const { cart_id } = z.object({ cart_id: z.string() }).parse(args.payload)
    const cart = refetchedCart.parse(answerOf(args, "refetch-cart")).data
    const service = args.container.resolve(PROMOTION_REDEMPTION_MODULE)
    const concerned =
      cart.promotions?.length || (await service.listForCart(cart_id)).length
    if (concerned) {
      await syncCartPromotionsWorkflow(args.container).run({
        input: { cart_id },
      })
    }
    return undefined
  },
}
