import type { StoreOrderEngagePromotion } from "../../../src/types/http"
import { request } from "./request"
import type { EngageClient, EngageListOptions } from "./sdk"

/**
 * Lists the offers of an order by code and name, for an order's page: Medusa's order
 * has the codes alone. Whoever may read the order may read the names. Never throws:
 * if the shop does not answer, the list is empty.
 */
export async function listOrderEngagePromotions(
  sdk: EngageClient,
  orderId: string,
  options?: EngageListOptions
): Promise<StoreOrderEngagePromotion[]> {
  const path = `/store/orders/${encodeURIComponent(orderId)}/engage-promotions`
  try {
    const answer = await request<{
      engage_promotions: StoreOrderEngagePromotion[]
    }>(sdk, path, options)
    return answer.engage_promotions
  } catch {
    return []
  }
}
