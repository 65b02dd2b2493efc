import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"

import { keepStaffField } from "./keep-staff-field"

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
