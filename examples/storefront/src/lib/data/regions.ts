import "server-only"

import type { HttpTypes } from "@medusajs/types"
import { cache } from "react"

import { sdk } from "@/lib/sdk"
import { settings } from "@/lib/settings"

const A_MINUTE = 60

/** The region that the shop's country is in. @throws Error if it is in none */
export const getRegion = cache(async (): Promise<HttpTypes.StoreRegion> => {
  const { regions } = await sdk.client.fetch<HttpTypes.StoreRegionListResponse>(
    "/store/regions",
    { next: { revalidate: A_MINUTE }, cache: "force-cache" }
  )
  const region = regions.find(({ countries }) =>
    countries?.some(({ iso_2 }) => iso_2 === settings.countryCode)
  )
  if (!region) {
    throw new Error(`The shop does not sell in "${settings.countryCode}"`)
  }
  return region
})
