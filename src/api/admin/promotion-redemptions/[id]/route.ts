import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionRedemptionResponse } from "../../../../types/admin-http"
import { retrieveRedemption } from "../retrieve-redemption"

/** A redemption, with its calls to Engage and the operators' actions. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPromotionRedemptionResponse>
) => {
  res.json({ promotion_redemption: await retrieveRedemption(req) })
}
