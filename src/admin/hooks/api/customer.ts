import type {
  AdminCustomerEngagePromotionListResponse,
  AdminEngageCheckResponse,
} from "../../../types/admin-http"
import { useGet } from "./get"
import { KEYS } from "./keys"

/** A customer's current offers in Engage. */
export function useCustomerOffers(customerId: string) {
  return useGet<AdminCustomerEngagePromotionListResponse>(
    `/admin/customers/${encodeURIComponent(customerId)}/engage-promotions`,
    { queryKey: KEYS.customer(customerId) }
  )
}

/**
 * Why a customer sees no offers.
 * @param customer an id or an e-mail address.
 * @param time how often the operator asked: a new number sends a new request.
 */
export function useEngageCheck(customer: string, time: number) {
  return useGet("/admin/promotion-redemptions/check", {
    queryKey: KEYS.check(customer, time),
    query: { customer },
    select: ({ engage_check }: AdminEngageCheckResponse) => engage_check,
    gcTime: 0,
  })
}
