import { jsonFromEnv } from "../../scripts/json-from-env"

/** A payment provider of the tests' own, as Medusa's payment module takes it. */
export type TestPaymentProvider = {
  /** Path from the repository's root, or the name of a package. */
  resolve: string
  id: string
  options?: Record<string, unknown>
}

/**
 * What the suite that boots this shop adds to it: the payment providers in
 * TEST_PAYMENT_PROVIDERS (JSON). None outside of the tests.
 */
export function testModules() {
  const providers = jsonFromEnv<TestPaymentProvider[]>("TEST_PAYMENT_PROVIDERS")
  return providers
    ? [{ resolve: "@medusajs/medusa/payment", options: { providers } }]
    : []
}
