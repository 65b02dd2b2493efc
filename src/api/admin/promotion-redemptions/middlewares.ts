import {
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"

import { requireId } from "../../utils/ids"
import { validateBody } from "../../utils/validate-body"
import {
  listTransformQueryConfig,
  retrieveTransformQueryConfig,
} from "./query-config"
import {
  AdminBatchPromotionRedemptions,
  AdminCheckPromotionRedemptionsParams,
  AdminExportPromotionRedemptionsParams,
  AdminGetPromotionRedemptionParams,
  AdminGetPromotionRedemptionsParams,
  AdminGetPromotionRedemptionSummaryParams,
  AdminGetPromotionRefusalsParams,
  AdminNotePromotionRedemption,
  AdminReassignPromotionRedemption,
  AdminResolvePromotionRedemption,
  AdminTakePromotionRedemption,
} from "./validators"

const oneRedemption = [
  requireId("Promotion redemption"),
  validateAndTransformQuery(
    AdminGetPromotionRedemptionParams,
    retrieveTransformQueryConfig
  ),
]

const NO_FIELDS = { isList: false }

export const adminPromotionRedemptionMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/admin/promotion-redemptions",
    middlewares: [
      validateAndTransformQuery(
        AdminGetPromotionRedemptionsParams,
        listTransformQueryConfig
      ),
    ],
  },
  {
    method: ["GET"],
    matcher: "/admin/promotion-redemptions/summary",
    middlewares: [
      validateAndTransformQuery(
        AdminGetPromotionRedemptionSummaryParams,
        NO_FIELDS
      ),
    ],
  },
  {
    method: ["GET"],
    matcher: "/admin/promotion-redemptions/export",
    middlewares: [
      validateAndTransformQuery(
        AdminExportPromotionRedemptionsParams,
        NO_FIELDS
      ),
    ],
  },
  {
    method: ["GET"],
    matcher: "/admin/promotion-redemptions/check",
    middlewares: [
      validateAndTransformQuery(
        AdminCheckPromotionRedemptionsParams,
        NO_FIELDS
      ),
    ],
  },
  {
    method: ["POST"],
    matcher: "/admin/promotion-redemptions/batch",
    middlewares: [validateBody(AdminBatchPromotionRedemptions)],
  },
  {
    method: ["GET"],
    matcher: "/admin/promotion-redemptions/refusals",
    middlewares: [
      validateAndTransformQuery(AdminGetPromotionRefusalsParams, NO_FIELDS),
    ],
  },
  {
    method: ["GET"],
    matcher: "/admin/promotion-redemptions/:id",
    middlewares: oneRedemption,
  },
  {
    method: ["POST"],
    matcher: "/admin/promotion-redemptions/:id/note",
    middlewares: [...oneRedemption, validateBody(AdminNotePromotionRedemption)],
  },
  {
    method: ["POST"],
    matcher: "/admin/promotion-redemptions/:id/take",
    middlewares: [...oneRedemption, validateBody(AdminTakePromotionRedemption)],
  },
  {
    method: ["POST"],
    matcher: "/admin/promotion-redemptions/:id/leave",
    middlewares: oneRedemption,
  },
  {
    method: ["POST"],
    matcher: "/admin/promotion-redemptions/:id/retry",
    middlewares: oneRedemption,
  },
  {
    method: ["POST"],
    matcher: "/admin/promotion-redemptions/:id/resolve",
    middlewares: [
      ...oneRedemption,
      validateBody(AdminResolvePromotionRedemption),
    ],
  },
  {
    method: ["POST"],
    matcher: "/admin/promotion-redemptions/:id/reassign",
    middlewares: [
      ...oneRedemption,
      validateBody(AdminReassignPromotionRedemption),
    ],
  },
]
