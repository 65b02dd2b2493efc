import {
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"

import { listTransformQueryConfig } from "./query-config"
import { AdminGetManagedPromotionsParams } from "./validators"

export const adminManagedPromotionMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/admin/managed-promotions",
    middlewares: [
      validateAndTransformQuery(
        AdminGetManagedPromotionsParams,
        listTransformQueryConfig
      ),
    ],
  },
]
