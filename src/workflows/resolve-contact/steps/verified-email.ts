import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/**
 * The customer's address, if it is also the verified address of their sign-in.
 * Medusa verifies the sign-in's address, and lets a customer have another one on
 * record: neither alone says that the mailbox is theirs.
 */
export async function verifiedEmail(
  container: MedusaContainer,
  customerId: string
): Promise<string | null> {
  const { email } = await container
    .resolve(Modules.CUSTOMER)
    .retrieveCustomer(customerId, { select: ["id", "email"] })
  if (!email) {
    return null
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
      return email
    }
  }
  return null
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
