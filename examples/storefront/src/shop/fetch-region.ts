import { queryClient } from "./query-client"
import { sdk } from "./sdk"
import { settings } from "./settings"
import type { Region } from "./types"

/** The region that the shop's country is in. @throws Error if it is in none */
export function fetchRegion(): Promise<Region> {
  return queryClient.fetchQuery({
    queryKey: ["region"],
    staleTime: Infinity,
    queryFn: async () => {
      const { regions } = await sdk.store.region.list()
      const region = regions.find(({ countries }) =>
        countries?.some(({ iso_2 }) => iso_2 === settings.countryCode)
      )
      if (!region) {
        throw new Error(`The shop does not sell in "${settings.countryCode}"`)
      }
      return region
    },
  })
}
