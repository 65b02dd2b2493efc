import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"

/** Every name by which `query.graph` gets from a cart or an order to the ledger. */
const OF_THE_LEDGER = /promotion_?redemption/i

/**
 * Takes the ledger out of the `fields` that a storefront asks for, as Medusa does
 * with what is not for it. An order is answered to whoever has its id, and is no
 * reason to tell them a contact of Engage. Medusa before 2.20 answers with every
 * relation that is asked for, and a newer one does so in routes of the shop's own.
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
      // An empty list would mean nothing but the id.
      delete query.fields
    }
  }
  next()
}

export const hideLedgerMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store", middlewares: [hideLedger] },
]
