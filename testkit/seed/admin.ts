import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"

import { ADMIN } from "./norrsken"

/** Makes a user who can sign in to the admin. */
export async function seedAdmin(container: MedusaContainer): Promise<void> {
  const { email, password, first_name, last_name } = ADMIN
  const { authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: { email, password } })
  if (!authIdentity) {
    throw new Error(`The admin's sign-in could not be made: ${error}`)
  }
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: authIdentity.id,
      userData: { email, first_name, last_name },
    },
  })
}
