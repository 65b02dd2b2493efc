import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { refreshCartItemsWorkflowId } from "@medusajs/medusa/core-flows"
import { z } from "@medusajs/framework/zod"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { syncCartPromotionsWorkflow } from "../sync-cart-promotions"
import { queriedBy, type HookHandler } from "../medusa/hook-handler"

const inputSchema = z.object({ cart_id: z.string() })

const cartSchema = z.object({ promotions: z.array(z.unknown()).nullish() })

/** What Medusa gives to handlers of `beforeRefreshingPaymentCollection`. */
export type BeforeRefreshingPaymentInput = {
  input: { cart_id: string }
  /** The changed cart, where it is at hand. */
  cart?: unknown
}

/**
 * When a cart has changed, and before its payment follows: keeps its promotions
 * in step with its redemptions. Before others in this hook, who go by the total:
 * the loyalty plugin computes here how much a gift card gives.
 */
export const syncBeforePaymentRefresh: HookHandler<BeforeRefreshingPaymentInput> =
  {
    workflowId: refreshCartItemsWorkflowId,
    hook: "beforeRefreshingPaymentCollection",
    place: "ahead",
    reads: ["refetch-cart"],

    inputOf: (args) => ({
      input: inputSchema.parse(args.payload),
      cart: queriedBy(args, "refetch-cart"),
    }),

    invoke: async ({ input: { cart_id }, cart }, { container }) => {
      const promotions = cart
        ? cartSchema.parse(cart).promotions
        : await promotionsOnCart(cart_id, container)
      const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
      const concerned =
        promotions?.length || (await service.listForCart(cart_id)).length
      if (concerned) {
        await syncCartPromotionsWorkflow(container).run({ input: { cart_id } })
      }
      return undefined
    },
  }

async function promotionsOnCart(
  cart_id: string,
  container: MedusaContainer
): Promise<unknown[]> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "cart_promotion",
      fields: ["promotion_id"],
      filters: { cart_id },
    })
  return data
}
