import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"

/**
 * Matches every name that leads `query.graph` from a cart or an order to the ledger.
 */
const OF_THE_LEDGER = /promotion_?redemption/i

/**
 * Removes the ledger from the `fields` that a storefront requests. Medusa shows an
 * order to every caller who has the order's id, and such a caller must not see a
 * contact of Engage. Medusa before 2.20 returns every relation that the request
 * names; newer versions still do so in the shop's own routes.
 */
export function hideLedger(
  { query }: Pick<MedusaRequest, "query">,
  _res: MedusaResponse,
  next: MedusaNextFunction
): void {
  if (typeof query.fields === "string" && OF_THE_LEDGER.test(query.fields)) {
    const shown = query.fields
      .split(",")
      .filter((field) => !OF_THE_LEDGER.test(field))
    if (shown.length) {
      query.fields = shown.join(",")
    } else {
      // With an empty list, Medusa would return only the id.
      delete query.fields
    }
  }
  next()
}

export const hideLedgerMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store", middlewares: [hideLedger] },
]
