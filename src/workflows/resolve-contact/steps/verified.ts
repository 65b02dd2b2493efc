import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import type { NoContactReason } from "../../../types/promotion-redemption"

/**
 * What a customer has on record, and Medusa can verify for their sign-in, with
 * Medusa's word for it there.
 */
const ENTITY_TYPES = { email: "email", phone: "phone_number" } as const

/**
 * The customer's address or phone number, if it is also verified for their sign-in.
 * Medusa verifies what belongs to a sign-in, and lets a customer have another on
 * record: neither alone says that it is theirs.
 *
 * @returns the value, or why it cannot be used.
 */
export async function verified(
  container: MedusaContainer,
  customerId: string,
  field: keyof typeof ENTITY_TYPES
): Promise<
  | { value: string }
  | Extract<NoContactReason, "verification_required" | "nothing_to_look_up_by">
> {
  const { [field]: value } = await container
    .resolve(Modules.CUSTOMER)
    .retrieveCustomer(customerId, { select: ["id", field] })
  if (!value) {
    return "nothing_to_look_up_by"
  }
  const auth = container.resolve(Modules.AUTH)
  const identities = await auth.listAuthIdentities(
    { app_metadata: { customer_id: customerId } },
    { select: ["id"], take: 10 }
  )
  for (const { id } of identities) {
    const verifications = await auth.listAuthVerifications({
      auth_identity_id: id,
      entity_type: ENTITY_TYPES[field],
    })
    if (
      verifications.some(
        ({ verified_at, entity_id }) => verified_at && isSame(entity_id, value)
      )
    ) {
      return { value }
    }
  }
  return "verification_required"
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
