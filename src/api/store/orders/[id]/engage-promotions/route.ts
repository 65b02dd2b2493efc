import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { PROMOTION_REDEMPTION_MODULE } from "../../../../../modules/promotion-redemption/key"
import type { StoreOrderEngagePromotionListResponse } from "../../../../../types/http"

/**
 * Lists the offers of an order by code and name. For every caller who has the
 * order's id, as Medusa's own route of an order, which shows the codes: so the
 * answer has nothing else of the ledger.
 */
export const GET = async (
  { params, scope }: MedusaRequest,
  res: MedusaResponse<StoreOrderEngagePromotionListResponse>
) => {
  const redemptions = await scope
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .listPromotionRedemptions(
      {
        order_id: params.id,
        assignment_id: { $ne: null },
        status: { $ne: "released" },
      },
      {
        select: ["promotion_code", "promotion_name", "promotion_heading"],
        order: { created_at: "ASC" },
      }
    )
  res.json({
    engage_promotions: redemptions.map(
      ({ promotion_code, promotion_name, promotion_heading }) => ({
        promotion_code,
        name: promotion_heading ?? promotion_name,
      })
    ),
    count: redemptions.length,
  })
}
