import { useQuery } from "@tanstack/react-query"

import type { AdminEngageCheckResponse } from "../../../types/admin-http"
import { isForbidden, isNotFound } from "../../lib/failure"
import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

/**
 * Why a customer sees no offers.
 * @param customer an id or an e-mail address.
 * @param time how often the operator asked: a new number sends a new request.
 */
export function useEngageCheck(customer: string, time: number) {
  return useQuery({
    queryKey: KEYS.check(customer, time),
    queryFn: async () => {
      const { engage_check } = await sdk.client.fetch<AdminEngageCheckResponse>(
        "/admin/promotion-redemptions/check",
        { query: { customer } }
      )
      return engage_check
    },
    staleTime: 0,
    gcTime: 0,
    retry: (failures, error) =>
      failures < 1 && !isNotFound(error) && !isForbidden(error),
  })
}
