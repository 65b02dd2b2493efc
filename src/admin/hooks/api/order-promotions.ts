import { useQuery } from "@tanstack/react-query"

import type { AdminManagedPromotionListResponse } from "../../../types/admin-http"
import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

type OrderWithPromotions = {
  order: {
    cart?: { id: string } | null
    promotions?: ({ id: string; code: string } | null)[]
  }
}

/**
 * The managed promotions of an order that was never a cart. Staff added the
 * promotions to a draft order, so no customer needed an assignment.
 */
export function usePromotionsGivenByStaff(orderId: string) {
  return useQuery({
    queryKey: KEYS.orderPromotions(orderId),
    queryFn: async () => {
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
      return promotions.filter(({ id }) =>
        managed_promotions.some(({ promotion_id }) => promotion_id === id)
      )
    },
    staleTime: 0,
    // Only an addition: without the answer, the box still shows the order's offers.
    retry: false,
  })
}
