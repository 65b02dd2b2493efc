import { useQuery } from "@tanstack/react-query"
import {
  applyEngagePromotion,
  listCustomerEngagePromotions,
  listEngagePromotions,
  removeEngagePromotion,
} from "medusa-plugin-voyado-engage-storefront"

import { useChangeCart } from "../cart/use-change-cart"
import { useCustomer } from "../customer/use-customer"
import { sdk } from "../shop/sdk"

/** The customer's offers, and where each stands on the cart. Guests have none. */
export function useCartOffers(cartId: string) {
  const { data: customer } = useCustomer()
  return useQuery({
    queryKey: ["offers", cartId],
    queryFn: () => listEngagePromotions(sdk, cartId),
    enabled: Boolean(customer),
  })
}

/** The customer's offers, without a cart. */
export function useMemberOffers() {
  const { data: customer } = useCustomer()
  return useQuery({
    queryKey: ["offers"],
    queryFn: () => listCustomerEngagePromotions(sdk),
    enabled: Boolean(customer),
  })
}

/** Applies an offer to the cart; takes the assignment's id. */
export function useApplyOffer(cartId: string) {
  return useChangeCart((assignmentId: string) =>
    applyEngagePromotion(sdk, cartId, assignmentId)
  )
}

/** Takes an offer off the cart; takes the assignment's id. */
export function useRemoveOffer(cartId: string) {
  return useChangeCart((assignmentId: string) =>
    removeEngagePromotion(sdk, cartId, assignmentId)
  )
}
