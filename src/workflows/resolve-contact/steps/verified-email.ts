import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/**
 * The customer's address, if it is also the verified address of their sign-in.
 * Medusa verifies the sign-in's address, and lets a customer have another one on
 * record: neither alone says that the mailbox is theirs.
 *
 * @returns the address, or why it cannot be used.
 */
export async function verifiedEmail(
  container: MedusaContainer,
  customerId: string
): Promise<
  { email: string } | "verification_required" | "nothing_to_look_up_by"
> {
  const { email } = await container
    .resolve(Modules.CUSTOMER)
    .retrieveCustomer(customerId, { select: ["id", "email"] })
  if (!email) {
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
      entity_type: "email",
    })
    if (
      verifications.some(
        ({ verified_at, entity_id }) => verified_at && isSame(entity_id, email)
      )
    ) {
      return { email }
    }
  }
  return "verification_required"
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
