import { jsonFromEnv } from "../../scripts/json-from-env"

/** A provider that a suite adds, in the form of Medusa's modules. */
export type TestProvider = {
  /** Path from the repository's root, or the name of a package. */
  resolve: string
  id: string
  options?: Record<string, unknown>
}

/** A payment provider for tests. */
export type TestPaymentProvider = TestProvider

/**
 * The modules that the running suite adds to its shop: the providers in
 * TEST_PAYMENT_PROVIDERS and TEST_NOTIFICATION_PROVIDERS (JSON). None outside tests.
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
