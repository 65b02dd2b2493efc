import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { refreshCartItemsWorkflowId } from "@medusajs/medusa/core-flows"
import { z } from "@medusajs/framework/zod"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { discountsOf } from "../carts/discounts"
import { hasFallenOffer } from "../carts/fallen-offer"
import { syncCartPromotionsWorkflow } from "../sync-cart-promotions"
import { queriedBy, type HookHandler } from "./handler"

const inputSchema = z.object({ cart_id: z.string() })

const cartSchema = z.object({ promotions: z.array(z.unknown()).nullish() })

/**
 * Whether a changed cart may have to be brought in step with its redemptions, by
 * what Medusa has read of the cart before the change took effect on its promotions.
 * A linked offer is among the cart's promotions, or the cart says that the offer
 * fell off (`fallen-offer.ts`). Where an operator has deleted the promotion, its
 * discount is still on the lines.
 */
function isConcerned(cart: unknown): boolean {
  return Boolean(
    cartSchema.parse(cart).promotions?.length ||
    hasFallenOffer(cart) ||
    discountsOf(cart).length
  )
}

/** What Medusa gives to handlers of `beforeRefreshingPaymentCollection`. */
export type BeforeRefreshingPaymentInput = {
  input: { cart_id: string }
  /** The changed cart, where it is at hand. */
  cart?: unknown
}

/**
 * When a cart has changed, and before its payment follows: keeps its promotions
 * in step with its redemptions. A cart without a promotion costs no statement more.
 * Before others in this hook, who go by the total:
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
      const concerned = cart
        ? isConcerned(cart)
        : await isConcernedByHand(cart_id, container)
      if (concerned) {
        await syncCartPromotionsWorkflow(container).run({ input: { cart_id } })
      }
      return undefined
    },
  }

/** The same where a shop has wired the hook by hand: there Medusa gives no cart. */
async function isConcernedByHand(
  cart_id: string,
  container: MedusaContainer
): Promise<boolean> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "cart_promotion",
      fields: ["promotion_id"],
      filters: { cart_id },
    })
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  return data.length > 0 || (await service.listForCart(cart_id)).length > 0
}
