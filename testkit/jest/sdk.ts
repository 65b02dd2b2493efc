import Medusa from "@medusajs/js-sdk"

import type { TestCustomer } from "./customers"
import type { TestShop } from "./suite"

/** The sdk that storefronts use, for a customer, or with null for a guest. */
export async function createSdk(
  { baseUrl, store, anna }: TestShop,
  customer: Pick<TestCustomer, "token"> | null = anna
): Promise<Medusa> {
  const sdk = new Medusa({
    baseUrl,
    publishableKey: store.publishable_key,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  if (customer) {
    await sdk.client.setToken(customer.token)
  }
  return sdk
}
