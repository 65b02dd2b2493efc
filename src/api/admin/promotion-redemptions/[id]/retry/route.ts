import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionRedemptionResponse } from "../../../../../types/admin-http"
import { retryRedemptionWorkflow } from "../../../../../workflows/operator/retry-redemption"
import { retrieveRedemption } from "../../retrieve-redemption"

/** Tries a `pending` or `attention` redemption now. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPromotionRedemptionResponse>
) => {
  await retryRedemptionWorkflow(req.scope).run({
    input: {
      id: req.params.id as string,
      actor_id: req.auth_context.actor_id,
    },
  })
  res.json({ promotion_redemption: await retrieveRedemption(req) })
}
