import type {
  AdminManagedPromotionListResponse,
  AdminPromotionRedemptionHealthResponse,
} from "../../../types/admin-http"
import { useGet } from "./get"
import { KEYS } from "./keys"

/** After this time, the answer about Engage is out of date. */
const FRESH_MS = 15_000

/**
 * Whether the shop reaches Engage, and which work is waiting. Asks Engage, changes
 * nothing.
 */
export function useHealth() {
  return useGet("/admin/promotion-redemptions/health", {
    queryKey: KEYS.health(),
    select: ({ health }: AdminPromotionRedemptionHealthResponse) => health,
    staleTime: FRESH_MS,
    refetchOnWindowFocus: true,
  })
}

/** The first promotions that await an operator's decision on their users. */
export function usePromotionsAwaitingDecision() {
  return useGet<AdminManagedPromotionListResponse>(
    "/admin/managed-promotions",
    {
      queryKey: KEYS.awaiting(),
      query: { awaiting_decision: true, limit: 5 },
      staleTime: FRESH_MS,
      refetchOnWindowFocus: true,
    }
  )
}
