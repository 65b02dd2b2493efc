import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { expectOk, type Send } from "./http"
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
  const credentials = { email, password: "correct horse" }
  const registration = await expectOk(
    shop.send<{ token: string }>({
      method: "POST",
      url: "/auth/customer/emailpass/register",
      data: credentials,
    })
  )
  const { customer } = await expectOk(
    shop.send<{ customer: { id: string } }>({
      method: "POST",
      url: "/store/customers",
      data: { email: customer_email, ...(metadata && { metadata }) },
      headers: {
        "x-publishable-api-key": shop.store.publishable_key,
        authorization: `Bearer ${registration.token}`,
      },
    })
  )
  const { token } = await expectOk(
    shop.send<{ token: string }>({
      method: "POST",
      url: "/auth/customer/emailpass",
      data: credentials,
    })
  )
  const code = await requestVerification(shop.container, customer.id, email)
  if (verified) {
    await shop.container.resolve(Modules.AUTH).confirmAuthVerification({ code })
  }
  return { id: customer.id, email: customer_email, token }
}

/** Requests the code with which a customer verifies the sign-in's address. */
async function requestVerification(
  container: MedusaContainer,
  customerId: string,
  email: string
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
    entity_id: email,
    entity_type: "email",
    code_provider: "token",
  })
  return code
}
