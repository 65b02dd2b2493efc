import { useQuery } from "@tanstack/react-query"

import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

/** A right of Medusa's access control that the screens ask for. */
export type Right =
  | "promotion_redemption:read"
  | "promotion_redemption:update"
  | "promotion:update"

/** How long what a user may do is taken to be as it was. */
const FRESH_MS = 300_000

/**
 * Whether the user may do something; undefined while that is not known. The
 * screens leave out what a user may not do. Where Medusa has no access control,
 * or does not say, everything is shown: each route has the last word.
 */
export function useMay(right: Right): boolean | undefined {
  const flags = useQuery({
    queryKey: KEYS.flags(),
    queryFn: async () => {
      const { feature_flags } = await sdk.client.fetch<{
        feature_flags: Record<string, unknown>
      }>("/admin/feature-flags")
      return feature_flags
    },
    staleTime: Infinity,
  })
  const isControlled = flags.data?.rbac === true
  const mine = useQuery({
    queryKey: KEYS.rights(),
    queryFn: async () => {
      const { permissions } = await sdk.client.fetch<{ permissions: string[] }>(
        "/admin/rbac/me/permissions"
      )
      return permissions
    },
    enabled: isControlled,
    staleTime: FRESH_MS,
  })
  if (flags.isPending) {
    return undefined
  }
  if (!isControlled || mine.isError) {
    return true
  }
  return mine.data?.includes(right)
}
