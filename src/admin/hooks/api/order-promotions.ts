import { useQuery } from "@tanstack/react-query"

import type { AdminManagedPromotionListResponse } from "../../../types/admin-http"
import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"
import { fetchPromotionEngage } from "./promotion-engage"

type OrderWithPromotions = {
  order: {
    cart?: { id: string } | null
    promotions?: ({ id: string; code: string } | null)[]
  }
}

/**
 * A promotion on a draft order. `promotion_name` is the offer's name in Engage; null
 * if no customer has used the promotion yet and Engage has no draft of it.
 */
export type PromotionGivenByStaff = {
  promotion_id: string
  promotion_code: string
  promotion_name: string | null
}

/**
 * The managed promotions of an order that was never a cart. Staff added the
 * promotions to a draft order, so no customer needed an assignment.
 */
export function usePromotionsGivenByStaff(orderId: string) {
  return useQuery({
    queryKey: KEYS.orderPromotions(orderId),
    queryFn: async (): Promise<PromotionGivenByStaff[]> => {
      const { order } = await sdk.client.fetch<OrderWithPromotions>(
        `/admin/orders/${encodeURIComponent(orderId)}`,
        { query: { fields: "id,cart.id,promotions.id,promotions.code" } }
      )
      const promotions = (order.promotions ?? []).filter((one) => one !== null)
      if (order.cart || !promotions.length) {
        return []
      }
      const { managed_promotions } =
        await sdk.client.fetch<AdminManagedPromotionListResponse>(
          "/admin/managed-promotions",
          {
            query: {
              promotion_id: promotions.map(({ id }) => id),
              require_assignment: true,
            },
          }
        )
      return Promise.all(
        promotions
          .filter(({ id }) =>
            managed_promotions.some(({ promotion_id }) => promotion_id === id)
          )
          .map(async ({ id, code }) => ({
            promotion_id: id,
            promotion_code: code,
            promotion_name: await nameInEngage(id),
          }))
      )
    },
    staleTime: 0,
    // Only an addition: without the answer, the box still shows the order's offers.
    retry: false,
  })
}

/** The offer's name by its latest redemption, or by its latest draft in Engage. */
async function nameInEngage(promotionId: string): Promise<string | null> {
  const { engage_promotions, drafts } = await fetchPromotionEngage(promotionId)
  const names = [
    ...engage_promotions.map(({ promotion_name }) => promotion_name),
    ...drafts
      .filter(({ status }) => status === "created")
      .map(({ name }) => name),
  ]
  return names.find((name) => name !== null) ?? null
}
