import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import {
  isLive,
  isRefused,
} from "../../../modules/promotion-redemption/ledger/claim-plan"
import { promotionsOf } from "../../carts/promotions"
import { announce } from "../../events"

/** Codes to take off a cart and to put on it, for it to match its redemptions. */
export type CartPromotionsDifference = { remove: string[]; add: string[] }

/**
 * Compares a cart's promotions with its redemptions. Redemptions that another
 * customer linked are released. Undo: none is needed, as nothing was sent for
 * them and the customer can apply the offer again.
 */
export const compareCartPromotionsStep = createStep(
  "compare-cart-promotions",
  async ({ cart_id }: { cart_id: string }, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const {
      data: [cart],
    } = await query.graph({
      entity: "cart",
      fields: [
        "id",
        "customer_id",
        "sales_channel_id",
        "promotions.id",
        "promotions.code",
      ],
      filters: { id: cart_id },
    })
    if (
      !cart ||
      !(await service.servesSalesChannel(cart.sales_channel_id ?? null))
    ) {
      return new StepResponse<CartPromotionsDifference>({ remove: [], add: [] })
    }

    const redemptions = await service.listForCart(cart_id)
    const own = redemptions.filter(
      ({ customer_id }) => customer_id === (cart.customer_id ?? null)
    )
    const foreign = redemptions.filter(
      (redemption) =>
        redemption.status === "linked" && !own.includes(redemption)
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

    const onCart = promotionsOf(cart)
    const uncovered = onCart.filter(
      ({ id }) => !own.some((row) => row.promotion_id === id && isLive(row))
    )
    const managed = uncovered.length
      ? await service.listManagedPromotionIds(uncovered.map(({ id }) => id))
      : new Set<string>()
    const refusedHere = new Set(
      redemptions.filter(isRefused).map(({ promotion_id }) => promotion_id)
    )
    const missing = own.filter(
      ({ status, promotion_id }) =>
        status === "linked" && !onCart.some(({ id }) => id === promotion_id)
    )

    return new StepResponse<CartPromotionsDifference>({
      remove: uncovered
        .filter(({ id }) => managed.has(id) || refusedHere.has(id))
        .map(({ code }) => code),
      add: missing.length ? await existingCodes(missing) : [],
    })

    /** A promotion that was deleted would make every change of the cart fail. */
    async function existingCodes(rows: typeof missing): Promise<string[]> {
      const { data: promotions } = await query.graph({
        entity: "promotion",
        fields: ["code"],
        filters: { id: rows.map(({ promotion_id }) => promotion_id) },
      })
      return promotions.flatMap(({ code }) => code ?? [])
    }
  }
)
