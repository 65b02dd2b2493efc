import { useQuery } from "@tanstack/react-query"

import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

/** The signed-in user. */
export function useMe(isWanted = true) {
  return useQuery({
    queryKey: KEYS.me(),
    queryFn: async () => {
      const { user } = await sdk.client.fetch<{ user: { id: string } }>(
        "/admin/users/me",
        { query: { fields: "id" } }
      )
      return user
    },
    enabled: isWanted,
    staleTime: Infinity,
    retry: false,
  })
}
