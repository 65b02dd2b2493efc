import { useQuery } from "@tanstack/react-query"

import type {
  AdminManagedPromotionListResponse,
  AdminPromotionRedemptionHealthResponse,
} from "../../../types/admin-http"
import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

/** After this time, the answer about Engage is out of date. */
const FRESH_MS = 15_000

/**
 * Whether the shop reaches Engage, and which work is waiting. Asks Engage, changes
 * nothing.
 */
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

/** The first promotions that await an operator's decision on their users. */
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
