import type { AdminStaffMember } from "../../types/admin-http"

type Person = {
  id: string
  email: string | null
  first_name: string | null
  last_name: string | null
}

/** A customer's name and e-mail address, or whichever is known, or the id. */
export function customerName({
  id,
  email,
  first_name,
  last_name,
}: Person): string {
  const name = [first_name, last_name].filter(Boolean).join(" ")
  return name && email ? `${name}, ${email}` : name || (email ?? id)
}

/** A staff member's name for colleagues; null if unknown. */
export function staffName(user: AdminStaffMember | null): string | null {
  return user && (user.first_name || user.last_name || user.email)
}
