import type { AdminStaffMember } from "../../types/admin-http"

/** What colleagues call somebody; null: not known. */
export function staffName(user: AdminStaffMember | null): string | null {
  return user && (user.first_name || user.last_name || user.email)
}
