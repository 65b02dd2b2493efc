import { jsonFromEnv } from "../../scripts/json-from-env"

/** A provider that a suite adds, as Medusa's modules take it. */
export type TestProvider = {
  /** Path from the repository's root, or the name of a package. */
  resolve: string
  id: string
  options?: Record<string, unknown>
}

/** A payment provider of the tests' own. */
export type TestPaymentProvider = TestProvider

/**
 * What the suite that boots this shop adds to it: the providers in
 * TEST_PAYMENT_PROVIDERS and TEST_NOTIFICATION_PROVIDERS (JSON). None outside of
 * the tests.
 */
export function testModules() {
  return [
    ...withProviders("payment", "TEST_PAYMENT_PROVIDERS"),
    ...withProviders("notification", "TEST_NOTIFICATION_PROVIDERS"),
  ]
}

function withProviders(module: string, variable: string) {
  const providers = jsonFromEnv<TestProvider[]>(variable)
  return providers
    ? [{ resolve: `@medusajs/medusa/${module}`, options: { providers } }]
    : []
}
