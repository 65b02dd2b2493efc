import {
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"

import { requireCartId } from "../../utils/ids"
import { validateBody } from "../../utils/validate-body"
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
      requireCartId,
      validateBody(AdminCreatePromotionAssignment),
      validateAndTransformQuery(
        AdminGetPromotionAssignmentParams,
        cartTransformQueryConfig
      ),
    ],
  },
]
