import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type {
  AdminRedemptionTaker,
  AdminStaffMember,
} from "../../../types/admin-http"

/** Users of the admin, by id. The id of a secret API key matches no user. */
export async function staffById(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, AdminStaffMember>> {
  if (!ids.length) {
    return new Map()
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "user",
      fields: ["id", "email", "first_name", "last_name"],
      filters: { id: [...new Set(ids)] },
    })
  return new Map(
    data.map(({ id, email, first_name, last_name }) => [
      id,
      {
        id,
        email,
        first_name: first_name ?? null,
        last_name: last_name ?? null,
      },
    ])
  )
}

/** The operator who works on each redemption, by the redemption's id. */
export async function takersById(
  container: MedusaContainer,
  redemptionIds: string[]
): Promise<Map<string, AdminRedemptionTaker>> {
  const takers = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .ledger.takersOf(redemptionIds)
  const staff = await staffById(
    container,
    [...takers.values()].map(({ actor_id }) => actor_id)
  )
  return new Map(
    [...takers].map(([id, { actor_id, since }]) => [
      id,
      {
        actor_id,
        user: staff.get(actor_id) ?? null,
        since: since.toISOString(),
      },
    ])
  )
}
