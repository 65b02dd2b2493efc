import Medusa from "@medusajs/js-sdk"

import { settings } from "./settings"

/** The shop's API. Whoever signs in stays signed in in this browser. */
export const sdk = new Medusa({
  baseUrl: settings.url,
  publishableKey: settings.publishableKey,
  auth: { type: "jwt" },
})
