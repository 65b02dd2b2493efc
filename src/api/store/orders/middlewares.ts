import type { MiddlewareRoute } from "@medusajs/framework/http"

import { requireId } from "../../utils/ids"

export const storeOrderMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/orders/:id/engage-promotions",
    middlewares: [requireId("Order")],
  },
]
