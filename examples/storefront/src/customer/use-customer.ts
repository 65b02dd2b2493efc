import { useQuery } from "@tanstack/react-query"

import { statusOf } from "../shop/errors"
import { sdk } from "../shop/sdk"

/** Who is signed in; null for a guest. */
export function useCustomer() {
  return useQuery({
    queryKey: ["customer"],
    queryFn: async () => {
      if (!(await sdk.client.getToken())) {
        return null
      }
      try {
        const { customer } = await sdk.store.customer.retrieve()
        return customer
      } catch (error) {
        if (statusOf(error) === 401) {
          return null
        }
        throw error
      }
    },
  })
}
