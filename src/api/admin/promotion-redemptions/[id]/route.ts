import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionRedemptionResponse } from "../../../../types/admin-http"
import { retrieveRedemption } from "../retrieve-redemption"

/** A redemption with its calls to Engage and what operators did to it. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPromotionRedemptionResponse>
) => {
  res.json({ promotion_redemption: await retrieveRedemption(req) })
}
