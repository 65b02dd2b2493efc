import { useQuery } from "@tanstack/react-query"

import { useCustomer } from "../customer/use-customer"
import { sdk } from "../shop/sdk"

/** The customer's orders, newest first. */
export function useOrders() {
  const { data: customer } = useCustomer()
  return useQuery({
    queryKey: ["orders"],
    queryFn: async () => {
      const { orders } = await sdk.store.order.list({ order: "-created_at" })
      return orders
    },
    enabled: Boolean(customer),
  })
}

/** One order. */
export function useOrder(id: string) {
  return useQuery({
    queryKey: ["orders", id],
    queryFn: async () => {
      const { order } = await sdk.store.order.retrieve(id)
      return order
    },
  })
}
