import {
  ContainerRegistrationKeys,
  PromotionActions,
} from "@medusajs/framework/utils"
import { updateCartPromotionsWorkflowId } from "@medusajs/medusa/core-flows"
import { z } from "@medusajs/framework/zod"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { isLive } from "../../modules/promotion-redemption/ledger/claim-plan"
import type { AssignedRedemption } from "../../modules/promotion-redemption/ledger/row"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import {
  isNamed,
  promotionsByCode,
  promotionsOf,
  type PromotionOnCart,
} from "../carts/promotions"
import { announce } from "../events"
import { queriedBy, type HookHandler, type WorkflowRun } from "./handler"

const cartSchema = z.object({
  id: z.string(),
  customer: z.object({ id: z.string() }).nullish(),
})

const payloadSchema = z.object({ cart: z.unknown() })

const inputSchema = z.object({
  promo_codes: z.array(z.string()).nullish(),
  action: z.enum(PromotionActions).default(PromotionActions.ADD),
})

/** What Medusa gives to handlers of update-cart-promotions' `validate`. */
export type UpdateCartPromotionsValidateInput = {
  input: unknown
  cart: unknown
}

type CodesChange = {
  cart: z.infer<typeof cartSchema>
  /** Codes that the cart does not have yet. */
  added: string[]
  removed: string[]
  onCart: PromotionOnCart[]
}

/**
 * When codes are put on a cart or taken off it, by whatever way: a managed
 * promotion needs its assignment, and taking one off releases the assignment.
 * A refresh of codes that the cart already has is never blocked; completion has
 * the last word.
 *
 * Undo: links again what it released.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_requires_assignment` for a managed
 * code, `redemption_in_progress` when an order is using the assignment.
 */
export const guardCartPromotions: HookHandler<
  UpdateCartPromotionsValidateInput,
  { released: AssignedRedemption[] }
> = {
  workflowId: updateCartPromotionsWorkflowId,
  hook: "validate",
  place: "behind",
  reads: ["fetch-cart"],

  inputOf: (args) => {
    const { cart } = payloadSchema.parse(args.payload)
    return { input: args.payload, cart: cart ?? queriedBy(args, "fetch-cart") }
  },

  invoke: async (given, { container }) => {
    const change = changeOf(given)
    if (!change.added.length && !change.removed.length) {
      return undefined
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemptions = await service.listForCart(change.cart.id)

    if (change.added.length) {
      await requireAssignments(container, change, redemptions)
    }

    const dropped = redemptions.filter(
      (redemption) =>
        isLive(redemption) && isNamed(redemption, change.removed, change.onCart)
    )
    if (!dropped.length) {
      return undefined
    }
    const { released, in_progress } = await service.unlink({
      cart_id: change.cart.id,
      promotion_ids: dropped.map(({ promotion_id }) => promotion_id),
      reason: "unlinked",
      by: "cart",
    })
    if (in_progress) {
      throw engageError("redemption_in_progress")
    }
    await announce(container, released)
    return { released }
  },

  compensate: async (kept, { container }) => {
    for (const redemption of kept?.released ?? []) {
      await container
        .resolve(PROMOTION_REDEMPTION_MODULE)
        .link({ ...redemption, by: "cart" })
    }
  },
}

async function requireAssignments(
  container: WorkflowRun["container"],
  { cart, added }: CodesChange,
  redemptions: PromotionRedemptionDTO[]
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: promotions } = await query.graph({
    entity: "promotion",
    fields: ["id", "code", "is_automatic"],
    filters: { code: added },
  })
  const uncovered = promotions
    // Everybody has the discount of an automatic one.
    .filter(({ is_automatic }) => !is_automatic)
    .map(({ id, code }) => ({ id, code: code ?? "" }))
    .filter(
      ({ id }) =>
        !redemptions.some(
          (redemption) =>
            redemption.promotion_id === id &&
            redemption.customer_id === (cart.customer?.id ?? null) &&
            isLive(redemption)
        )
    )
  if (!uncovered.length) {
    return
  }
  const managed = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .listManagedPromotionIds(uncovered)
  if (managed.size) {
    throw engageError("promotion_requires_assignment")
  }
}

function changeOf({
  input,
  cart,
}: UpdateCartPromotionsValidateInput): CodesChange {
  const { promo_codes, action } = inputSchema.parse(input)
  const codes = promo_codes ?? []
  const onCart = promotionsOf(cart).map(({ code }) => code)
  const removed = {
    [PromotionActions.ADD]: [],
    [PromotionActions.REMOVE]: codes,
    [PromotionActions.REPLACE]: onCart.filter((code) => !codes.includes(code)),
  }
  return {
    cart: cartSchema.parse(cart),
    onCart: promotionsByCode(cart),
    added:
      action === PromotionActions.REMOVE
        ? []
        : codes.filter((code) => !onCart.includes(code)),
    removed: removed[action],
  }
}
