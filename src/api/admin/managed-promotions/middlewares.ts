import {
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"

import { AdminGetManagedPromotionsParams } from "./validators"

const listTransformQueryConfig = {
  entity: "managed_promotion",
  defaults: [
    "id",
    "promotion_id",
    "require_assignment",
    "awaiting_decision",
    "source",
    "decided_by",
    "decided_at",
    "created_at",
    "updated_at",
    "promotion.id",
    "promotion.code",
    "promotion.status",
  ],
  defaultLimit: 20,
  isList: true,
}

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
