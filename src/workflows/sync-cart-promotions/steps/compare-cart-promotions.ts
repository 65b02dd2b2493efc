import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import {
  isLive,
  isOf,
  isRefusedHere,
} from "../../../modules/promotion-redemption/ledger/claim-plan"
import { promotionsOf } from "../../medusa/cart"
import { announce } from "../../announce"
import type { SyncCartPromotionsInput } from ".."
import { followTaxes } from "../follow-taxes"
import { settleChangedPromotions } from "../settle-changed-promotions"

/** Codes to take off a cart and to put on it, for it to match its redemptions. */
export type CartPromotionsDifference = { remove: string[]; add: string[] }

/**
 * Compares a cart's promotions with its redemptions. Redemptions that another
 * customer linked are released; those of a cart that had no customer become its
 * first customer's; an amount of money goes on to the promotion that fits the
 * cart's taxes; what operators did to the promotions since is settled. Undo: none
 * is needed, as nothing was sent for them and the customer can apply the offer
 * again.
 */
export const compareCartPromotionsStep = createStep(
  "compare-cart-promotions",
  async ({ cart_id, recompute }: SyncCartPromotionsInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const {
      data: [cart],
    } = await query.graph({
      entity: "cart",
      fields: [
        "id",
        "customer_id",
        "promotions.id",
        "promotions.code",
        "promotions.is_automatic",
      ],
      filters: { id: cart_id },
    })
    if (!cart) {
      return new StepResponse<CartPromotionsDifference>({ remove: [], add: [] })
    }

    const redemptions = await service.listForCart(cart_id)
    const customer_id = cart.customer_id ?? null
    if (customer_id && redemptions.some((row) => row.customer_id === null)) {
      await service.adopt({ cart_id, customer_id })
    }
    const foreign = redemptions.filter(
      (row) => row.status === "linked" && !isOf(row, customer_id)
    )
    if (foreign.length) {
      const { released } = await service.unlink({
        cart_id,
        promotion_ids: foreign.map(({ promotion_id }) => promotion_id),
        reason: "customer_changed",
        by: "cart",
      })
      await announce(container, released)
    }

    const own = await followTaxes(
      container,
      cart_id,
      redemptions.filter((row) => isOf(row, customer_id))
    )
    const onCart = promotionsOf(cart)
    const uncovered = onCart.filter(
      ({ id, is_automatic }) =>
        !is_automatic &&
        !own.some((row) => row.promotion_id === id && isLive(row))
    )
    const managed = uncovered.length
      ? await service.listManagedPromotionIds(uncovered)
      : new Set<string>()
    const refusedHere = new Set(
      own.filter(isRefusedHere).map(({ promotion_id }) => promotion_id)
    )
    const usable = await settleChangedPromotions(container, {
      cart_id,
      linked: own.filter(({ status }) => status === "linked"),
      promotions: onCart.map((promotion) => ({
        ...promotion,
        is_active: true,
      })),
    })

    return new StepResponse<CartPromotionsDifference>({
      remove: uncovered
        .filter(({ id }) => managed.has(id) || refusedHere.has(id))
        .map(({ code }) => code),
      add: recompute
        ? usable
        : usable.filter(
            (usable) => !onCart.some(({ code }) => code === usable)
          ),
    })
  }
)
