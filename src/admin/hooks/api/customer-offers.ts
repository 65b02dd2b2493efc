import { useQuery } from "@tanstack/react-query"

import type { AdminCustomerEngagePromotionListResponse } from "../../../types/admin-http"
import { isForbidden, isUnavailable } from "../../lib/failure"
import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

/** A customer's current offers in Engage. */
export function useCustomerOffers(customerId: string) {
  return useQuery({
    queryKey: KEYS.customer(customerId),
    queryFn: () =>
      sdk.client.fetch<AdminCustomerEngagePromotionListResponse>(
        `/admin/customers/${encodeURIComponent(customerId)}/engage-promotions`
      ),
    staleTime: 0,
    retry: (failures, error) =>
      failures < 1 && !isUnavailable(error) && !isForbidden(error),
  })
}
