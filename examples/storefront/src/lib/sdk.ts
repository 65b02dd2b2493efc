import "server-only"

import Medusa from "@medusajs/js-sdk"

/**
 * The shop's API. It knows no customer: every call says by its headers whose it
 * is, see `getAuthHeaders`.
 */
export const sdk = new Medusa({
  baseUrl: process.env.MEDUSA_BACKEND_URL ?? "http://localhost:9000",
  publishableKey: process.env.MEDUSA_PUBLISHABLE_KEY,
})
