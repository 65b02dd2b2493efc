import Medusa from "@medusajs/js-sdk"

/** What a storefront has in `@/lib/sdk`. */
export const sdk = new Medusa({ baseUrl: "http://localhost:9000" })
