import { useQuery } from "@tanstack/react-query"

import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

/** The rights of Medusa's access control that the screens check. */
export type Right =
  | "promotion_redemption:read"
  | "promotion_redemption:update"
  | "promotion:update"

/** How long the screens keep the user's rights, in milliseconds. */
const FRESH_MS = 300_000

/**
 * Whether the user has a right; undefined while unknown. The screens hide actions
 * without the right. If Medusa has no access control, or does not answer, the
 * screens show everything: each route checks the right anyway.
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
