import {
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { defaultStoreCartFields } from "@medusajs/medusa/api/store/carts/query-config"

import { requireId } from "../../utils/ids"
import { validateBody } from "../../utils/validate-body"
import {
  AdminCreatePromotionAssignment,
  AdminGetPromotionAssignmentParams,
} from "./validators"

/** The cart as the store API shows it, plus the cart's redemptions. */
const cartTransformQueryConfig = {
  entity: "cart",
  defaults: [...defaultStoreCartFields, "promotion_redemptions.*"],
  isList: false,
}

export const adminCartMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/carts/:id/promotion-assignments",
    middlewares: [
      requireId("Cart"),
      validateBody(AdminCreatePromotionAssignment),
      validateAndTransformQuery(
        AdminGetPromotionAssignmentParams,
        cartTransformQueryConfig
      ),
    ],
  },
]
