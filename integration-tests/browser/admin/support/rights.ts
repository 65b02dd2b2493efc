import type { Operator } from "./operator"

/**
 * As in a shop with Medusa's access control, where the user has these rights.
 * @param rights - `resource:operation` each
 */
export function allow(operator: Operator, rights: string[]): void {
  operator.answer("GET /admin/feature-flags", {
    json: { feature_flags: { rbac: true } },
  })
  operator.answer("GET /admin/rbac/me/permissions", {
    json: { permissions: rights },
  })
}
