import { useGet } from "./get"
import { KEYS } from "./keys"

/** The signed-in user. */
export function useMe(isWanted = true) {
  return useGet("/admin/users/me", {
    queryKey: KEYS.me(),
    query: { fields: "id" },
    select: ({ user }: { user: { id: string } }) => user,
    enabled: isWanted,
    staleTime: Infinity,
    retry: false,
  })
}

/** The rights of Medusa's access control that the screens check. */
type Right =
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
  const flags = useGet<{ feature_flags: Record<string, unknown> }>(
    "/admin/feature-flags",
    { queryKey: KEYS.flags(), staleTime: Infinity }
  )
  const isControlled = flags.data?.feature_flags.rbac === true
  const mine = useGet<{ permissions: string[] }>("/admin/rbac/me/permissions", {
    queryKey: KEYS.rights(),
    enabled: isControlled,
    staleTime: FRESH_MS,
  })
  if (flags.isPending) {
    return undefined
  }
  if (!isControlled || mine.isError) {
    return true
  }
  return mine.data?.permissions.includes(right)
}
