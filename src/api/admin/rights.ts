import type { MiddlewareRoute } from "@medusajs/framework/http"

const redemption = (operation: "read" | "create" | "update") => ({
  resource: "promotion_redemption",
  operation,
})

/**
 * The rights that Medusa itself requires on its routes of promotions and customers.
 */
const readPromotion = { resource: "promotion", operation: "read" }
const updatePromotion = { resource: "promotion", operation: "update" }
const readCustomer = { resource: "customer", operation: "read" }

const REDEMPTIONS = "/admin/promotion-redemptions"

/**
 * The rights that a user needs, route by route, if Medusa's access control is on;
 * otherwise Medusa ignores this list. Registered before the routes' own middlewares,
 * so that a user without the right learns nothing from a validator's answer.
 *
 * Acting on a redemption also needs the right to read, as the answer shows the
 * redemption.
 */
export const adminRights: MiddlewareRoute[] = [
  { method: ["GET"], matcher: REDEMPTIONS, policies: [redemption("read")] },
  { matcher: `${REDEMPTIONS}/*`, policies: [redemption("read")] },
  {
    method: ["GET"],
    matcher: `${REDEMPTIONS}/check`,
    policies: [readCustomer, redemption("read")],
  },
  {
    method: ["POST"],
    matcher: `${REDEMPTIONS}/batch`,
    policies: [redemption("update")],
  },
  {
    method: ["GET"],
    matcher: `${REDEMPTIONS}/refusals`,
    policies: [readCustomer, redemption("read")],
  },
  ...["retry", "resolve", "reassign", "note", "take", "leave"].map(
    (action) => ({
      method: ["POST" as const],
      matcher: `${REDEMPTIONS}/:id/${action}`,
      policies: [redemption("update")],
    })
  ),
  {
    method: ["POST"],
    matcher: "/admin/carts/:id/promotion-assignments",
    policies: [redemption("create")],
  },
  {
    method: ["GET"],
    matcher: "/admin/customers/:id/engage-promotions",
    policies: [readCustomer, redemption("read")],
  },
  {
    method: ["GET"],
    matcher: "/admin/managed-promotions",
    policies: [readPromotion],
  },
  {
    method: ["GET", "POST"],
    matcher: "/admin/promotions/:id/engage",
    policies: [readPromotion],
  },
  {
    method: ["POST"],
    matcher: "/admin/promotions/:id/engage",
    policies: [updatePromotion],
  },
  {
    method: ["POST"],
    matcher: "/admin/promotions/:id/engage/draft",
    policies: [readPromotion, updatePromotion],
  },
]
