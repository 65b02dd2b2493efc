import type { MedusaContainer } from "@medusajs/framework/types"

import { isUnavailable } from "../../errors/engage-error"
import type { StoreEngagePromotionListResponse } from "../../types/http"
import {
  listEngagePromotionsWorkflow,
  type ListEngagePromotionsInput,
} from "../../workflows/offers/list-engage-promotions"
import { listKnownToLedger } from "../../workflows/offers/describe"

/**
 * A shopper's offers. While Engage cannot be asked, those that are on the cart, so
 * that they can still be taken off.
 *
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked and nothing
 * is on the cart.
 */
export async function listOffers(
  container: MedusaContainer,
  input: ListEngagePromotionsInput
): Promise<StoreEngagePromotionListResponse> {
  try {
    const { result } = await listEngagePromotionsWorkflow(container).run({
      input,
    })
    return { ...result, count: result.engage_promotions.length }
  } catch (error) {
    const known =
      input.cart_id && isUnavailable(error)
        ? await listKnownToLedger(container, input.cart_id)
        : []
    if (!known.length) {
      throw error
    }
    return {
      engage_promotions: known,
      count: known.length,
      reason: "engage_unavailable",
    }
  }
}
