import { useQuery } from "@tanstack/react-query"

import { fetchRegion } from "../shop/fetch-region"
import { sdk } from "../shop/sdk"

const FIELDS = "*variants.calculated_price"

/** Everything that the shop sells, with its prices. */
export function useProducts() {
  return useQuery({
    queryKey: ["products"],
    queryFn: async () => {
      const { id } = await fetchRegion()
      const { products } = await sdk.store.product.list({
        region_id: id,
        fields: FIELDS,
      })
      return products
    },
  })
}

/** One product; null if there is none with that handle. */
export function useProduct(handle: string) {
  return useQuery({
    queryKey: ["products", handle],
    queryFn: async () => {
      const { id } = await fetchRegion()
      const { products } = await sdk.store.product.list({
        handle,
        region_id: id,
        fields: FIELDS,
      })
      return products[0] ?? null
    },
  })
}
