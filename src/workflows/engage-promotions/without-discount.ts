import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import type { StoreEngagePromotion } from "../../types/http"
import { discountsOf } from "../medusa/discounts"

/**
 * Marks the offers that are applied to a cart and give it nothing now: what they
 * were for is not on the cart any more. An offer on shipping gives nothing until a
 * delivery method is chosen, and is not marked for that.
 */
export async function markWithoutDiscount(
  container: MedusaContainer,
  cart_id: string,
  offers: StoreEngagePromotion[],
  redemptions: CartRedemption[]
): Promise<StoreEngagePromotion[]> {
  const linked = redemptions.filter(
    ({ status, assignment_id }) =>
      status === "linked" &&
      offers.some(
        (offer) => offer.assignment_id === assignment_id && offer.applicable
      )
  )
  if (!linked.length) {
    return offers
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const {
    data: [cart],
  } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "items.adjustments.*",
      "shipping_methods.id",
      "shipping_methods.adjustments.*",
    ],
    filters: { id: cart_id },
  })
  const discounts = discountsOf(cart)
  const idle = linked.filter(
    (row) =>
      !discounts.some(({ promotion_id }) => promotion_id === row.promotion_id)
  )
  const waiting =
    idle.length && !cart?.shipping_methods?.length
      ? await onShipping(idle.map(({ promotion_id }) => promotion_id))
      : new Set<string>()
  const giveNothing = new Set(
    idle
      .filter(({ promotion_id }) => !waiting.has(promotion_id))
      .map(({ assignment_id }) => assignment_id)
  )
  return offers.map((offer) =>
    giveNothing.has(offer.assignment_id)
      ? { ...offer, applicable: false, reason: "promotion_not_applicable" }
      : offer
  )

  /** Of these Medusa promotions, the ones on shipping. */
  async function onShipping(ids: string[]): Promise<Set<string>> {
    const { data } = await query.graph({
      entity: "promotion",
      fields: ["id", "application_method.target_type"],
      filters: { id: ids },
    })
    return new Set(
      data
        .filter(
          ({ application_method }) =>
            application_method?.target_type === "shipping_methods"
        )
        .map(({ id }) => id)
    )
  }
}
