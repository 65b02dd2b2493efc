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

const PATH = "/admin/promotion-redemptions"

/** Queries of the routes that are about several redemptions. */
const QUERIES = {
  summary: AdminGetPromotionRedemptionSummaryParams,
  export: AdminExportPromotionRedemptionsParams,
  check: AdminCheckPromotionRedemptionsParams,
  refusals: AdminGetPromotionRefusalsParams,
}

/** Bodies of the actions on one redemption; null: none. */
const BODIES = {
  note: AdminNotePromotionRedemption,
  take: AdminTakePromotionRedemption,
  leave: null,
  retry: null,
  resolve: AdminResolvePromotionRedemption,
  reassign: AdminReassignPromotionRedemption,
}

export const adminPromotionRedemptionMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: PATH,
    middlewares: [
      validateAndTransformQuery(
        AdminGetPromotionRedemptionsParams,
        listTransformQueryConfig
      ),
    ],
  },
  ...Object.entries(QUERIES).map(([route, query]): MiddlewareRoute => ({
    method: ["GET"],
    matcher: `${PATH}/${route}`,
    middlewares: [validateAndTransformQuery(query, { isList: false })],
  })),
  {
    method: ["POST"],
    matcher: `${PATH}/batch`,
    middlewares: [validateBody(AdminBatchPromotionRedemptions)],
  },
  { method: ["GET"], matcher: `${PATH}/:id`, middlewares: oneRedemption },
  ...Object.entries(BODIES).map(([action, body]): MiddlewareRoute => ({
    method: ["POST"],
    matcher: `${PATH}/:id/${action}`,
    middlewares: body ? [...oneRedemption, validateBody(body)] : oneRedemption,
  })),
]
