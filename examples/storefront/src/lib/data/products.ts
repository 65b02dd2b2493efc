import "server-only"

import type { HttpTypes } from "@medusajs/types"

import { sdk } from "@/lib/sdk"
import { getRegion } from "./regions"

const A_MINUTE = 60

/** Everything that the shop sells, with its prices. */
export async function listProducts(
  query: { handle?: string } = {}
): Promise<HttpTypes.StoreProduct[]> {
  const { id: region_id } = await getRegion()
  const { products } =
    await sdk.client.fetch<HttpTypes.StoreProductListResponse>(
      "/store/products",
      {
        query: { ...query, region_id, fields: "*variants.calculated_price" },
        next: { revalidate: A_MINUTE },
        cache: "force-cache",
      }
    )
  return products
}

/** One product; null if there is none with that handle. */
export async function retrieveProduct(
  handle: string
): Promise<HttpTypes.StoreProduct | null> {
  const [product] = await listProducts({ handle })
  return product ?? null
}
