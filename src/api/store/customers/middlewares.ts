import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"

export const storeCustomerMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/customers/me/engage-promotions",
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
]
