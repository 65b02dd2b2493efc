import { useQuery } from "@tanstack/react-query"

import type {
  AdminManagedPromotionListResponse,
  AdminPromotionRedemptionHealthResponse,
} from "../../../types/admin-http"
import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

/** How old an answer about Engage may be before it is asked again. */
const FRESH_MS = 15_000

/** Whether Engage can be reached, and what waits. Asks Engage, changes nothing. */
export function useHealth() {
  return useQuery({
    queryKey: KEYS.health(),
    queryFn: async () => {
      const { health } =
        await sdk.client.fetch<AdminPromotionRedemptionHealthResponse>(
          "/admin/promotion-redemptions/health"
        )
      return health
    },
    staleTime: FRESH_MS,
    refetchOnWindowFocus: true,
  })
}

/** The first promotions for which an operator has to say who may use them. */
export function usePromotionsAwaitingDecision() {
  return useQuery({
    queryKey: KEYS.awaiting(),
    queryFn: () =>
      sdk.client.fetch<AdminManagedPromotionListResponse>(
        "/admin/managed-promotions",
        { query: { awaiting_decision: true, limit: 5 } }
      ),
    staleTime: FRESH_MS,
    refetchOnWindowFocus: true,
  })
}
