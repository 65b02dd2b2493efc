import {
  authenticate,
  type AuthenticatedMedusaRequest,
  type MedusaNextFunction,
  type MedusaResponse,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { staffField } from "../../../modules/promotion-redemption/options/schema"

/** Medusa's own routes where customers write their metadata. */
const ROUTES = ["/store/customers", "/store/customers/me"]

/**
 * Protects the metadata field that `contactLookup.field` names: if a customer sends
 * a value for the field, the stored value stays. Medusa lets customers write their
 * own metadata, so a customer could name another member's contact and get the
 * member's offers. All other metadata is the customer's to write.
 */
async function keepStaffField(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const { contactLookup } = await req.scope
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .getOptions()
  const field = staffField(contactLookup)
  const path = `${req.baseUrl}${req.path}`.replace(/\/+$/, "")
  if (field === null || !ROUTES.includes(path)) {
    return next()
  }
  const kept = await keptValue(req, field)
  // Medusa may or may not have validated the body yet: its middlewares' order
  // decides.
  for (const body of [req.body, req.validatedBody]) {
    keepIn(body, field, kept)
  }
  next()
}

/** The field's stored value; undefined if there is none. */
async function keptValue(
  req: AuthenticatedMedusaRequest,
  field: string
): Promise<unknown> {
  const id = req.auth_context?.actor_id
  if (!id) {
    return undefined
  }
  const [customer] = await req.scope
    .resolve(Modules.CUSTOMER)
    .listCustomers({ id }, { select: ["id", "metadata"], take: 1 })
  return customer?.metadata?.[field]
}

function keepIn(body: unknown, field: string, kept: unknown): void {
  if (!isRecord(body) || !("metadata" in body)) {
    return
  }
  if (isRecord(body.metadata)) {
    delete body.metadata[field]
  }
  if (
    kept !== undefined &&
    (body.metadata === null || isRecord(body.metadata))
  ) {
    body.metadata = { ...body.metadata, [field]: kept }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

export const storeCustomerMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/customers/me/engage-promotions",
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
  {
    method: ["POST"],
    matcher: "/store/customers",
    middlewares: [keepStaffField],
  },
  {
    method: ["POST"],
    matcher: "/store/customers/me",
    middlewares: [
      authenticate("customer", ["session", "bearer"], {
        allowUnauthenticated: true,
      }),
      keepStaffField,
    ],
  },
]
