import type { AdminStaffMember } from "../../types/admin-http"

/** A staff member's name for colleagues; null if unknown. */
export function staffName(user: AdminStaffMember | null): string | null {
  return user && (user.first_name || user.last_name || user.email)
}
