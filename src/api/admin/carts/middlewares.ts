import {
  validateAndTransformBody,
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"

import { cartTransformQueryConfig } from "./query-config"
import {
  AdminCreatePromotionAssignment,
  AdminGetPromotionAssignmentParams,
} from "./validators"

export const adminCartMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/carts/:id/promotion-assignments",
    middlewares: [
      validateAndTransformBody(AdminCreatePromotionAssignment),
      validateAndTransformQuery(
        AdminGetPromotionAssignmentParams,
        cartTransformQueryConfig
      ),
    ],
  },
]
