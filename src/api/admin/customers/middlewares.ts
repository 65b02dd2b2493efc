import type { MiddlewareRoute } from "@medusajs/framework/http"

import { requireId } from "../../utils/ids"

export const adminCustomerMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/admin/customers/:id/engage-promotions",
    middlewares: [requireId("Customer")],
  },
]
