import type { MedusaContainer } from "@medusajs/framework/types"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"

import { expectOk, type Send } from "./http"

/** A user of the admin, signed in. */
export type TestOperator = { id: string; email: string; token: string }

/** Registers a user of the admin with e-mail and password. */
export async function registerOperator(
  shop: { send: Send; container: MedusaContainer },
  email: string
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
  const { token } = await signIn("/auth/user/emailpass")
  return { id: user.id, email, token }
}
