import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createRbacRolesWorkflow,
  createUserAccountWorkflow,
} from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { expectOk, type Send } from "../storefront/send"

/** A signed-in user of the admin. */
export type TestOperator = { id: string; email: string; token: string }

/**
 * Registers a user of the admin with e-mail and password.
 *
 * @param rights - a list of `resource:operation`; the user gets a role with exactly
 * these rights. Left out: no role. Needs a shop with Medusa's access control.
 */
export async function registerOperator(
  shop: { send: Send; container: MedusaContainer },
  email: string,
  rights: readonly string[] = []
): Promise<TestOperator> {
  const credentials = { email, password: "correct horse" }
  const signIn = (url: string) =>
    expectOk(
      shop.send<{ token: string }>({ method: "POST", url, data: credentials })
    )
  await signIn("/auth/user/emailpass/register")
  const [identity] = await shop.container
    .resolve(Modules.AUTH)
    .listAuthIdentities({ provider_identities: { entity_id: email } })
  const { result: user } = await createUserAccountWorkflow(shop.container).run({
    input: {
      authIdentityId: identity!.id,
      userData: { email, first_name: "Olga", last_name: "Operator" },
    },
  })
  if (rights.length) {
    await giveRole(shop.container, user.id, rights)
  }
  const { token } = await signIn("/auth/user/emailpass")
  return { id: user.id, email, token }
}

/** Makes a role with these rights and gives the role to a user. */
async function giveRole(
  container: MedusaContainer,
  userId: string,
  rights: readonly string[]
): Promise<void> {
  const rbac = container.resolve(Modules.RBAC)
  const policies = await rbac.listRbacPolicies({ key: [...rights] })
  const missing = rights.filter((key) => !policies.some((p) => p.key === key))
  if (missing.length) {
    throw new Error(`The shop has no such rights: ${missing.join(", ")}`)
  }
  const { result } = await createRbacRolesWorkflow(container).run({
    input: {
      roles: [{ name: userId, policy_ids: policies.map(({ id }) => id) }],
    },
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.USER]: { user_id: userId },
    [Modules.RBAC]: { rbac_role_id: result[0]!.id },
  })
}
