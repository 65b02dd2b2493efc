import type { MedusaContainer } from "@medusajs/framework/types"

import { isUnavailable } from "../../errors/engage-error"
import type { StoreEngagePromotionListResponse } from "../../types/http"
import {
  listEngagePromotionsWorkflow,
  type ListEngagePromotionsInput,
} from "../../workflows/offers/list-engage-promotions"
import { listKnownToLedger } from "../../workflows/offers/describe"

/**
 * A shopper's offers. If Engage cannot be asked, only the offers on the cart, so
 * that the shopper can still remove them.
 *
 * @throws MedusaError `engage_unavailable` if Engage cannot be asked and the cart
 * has no offers.
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
