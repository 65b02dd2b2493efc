import type { MiddlewareRoute } from "@medusajs/framework/http"

import { requireId } from "../../utils/ids"
import { validateBody } from "../../utils/validate-body"
import {
  AdminCreateEngageDraft,
  AdminUpdatePromotionEngage,
} from "./validators"

const onePromotion = requireId("Promotion")

export const adminPromotionMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/admin/promotions/:id/engage",
    middlewares: [onePromotion],
  },
  {
    method: ["POST"],
    matcher: "/admin/promotions/:id/engage",
    middlewares: [onePromotion, validateBody(AdminUpdatePromotionEngage)],
  },
  {
    method: ["POST"],
    matcher: "/admin/promotions/:id/engage/draft",
    middlewares: [onePromotion, validateBody(AdminCreateEngageDraft)],
  },
]
