import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { signIn, signUp } from "../storefront/account"
import type { Send } from "../storefront/send"
import { Storefront } from "../storefront/storefront"
import type { Store } from "./store"

/** A registered customer, signed in. */
export type TestCustomer = { id: string; email: string; token: string }

/** How a customer signs up. */
export type SignUp = {
  /** The address for signing in. */
  email: string
  /**
   * Whether the customer has used the verification code sent by e-mail. Default
   * true.
   */
  verified?: boolean
  /** The e-mail address of the customer's record. Default: the same. */
  customer_email?: string
  /** The metadata that the customer sends at registration. */
  metadata?: Record<string, unknown>
}

/** Registers a customer with e-mail and password, as a storefront does. */
export async function registerCustomer(
  shop: { send: Send; container: MedusaContainer; store: Store },
  { email, verified = true, customer_email = email, metadata }: SignUp
): Promise<TestCustomer> {
  const visitor = new Storefront(shop.send, shop.store.publishable_key)
  const credentials = { email, password: "correct horse" }
  const { id } = await signUp(visitor, credentials, {
    email: customer_email,
    ...(metadata && { metadata }),
  })
  const { token } = await signIn(visitor, credentials)
  const code = await requestVerification(shop.container, id, email)
  if (verified) {
    await shop.container.resolve(Modules.AUTH).confirmAuthVerification({ code })
  }
  return { id, email: customer_email, token }
}

/** Requests the code with which a customer verifies an address or a phone number. */
export async function requestVerification(
  container: MedusaContainer,
  customerId: string,
  entity_id: string,
  entity_type: "email" | "phone_number" = "email"
): Promise<string> {
  const auth = container.resolve(Modules.AUTH)
  const [identity] = await auth.listAuthIdentities({
    app_metadata: { customer_id: customerId },
  })
  if (!identity) {
    throw new Error(`Customer ${customerId} has no sign-in`)
  }
  const { code = "" } = await auth.requestAuthVerification({
    auth_identity_id: identity.id,
    entity_id,
    entity_type,
    code_provider: "token",
  })
  return code
}
