import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionRedemptionResponse } from "../../../../../types/admin-http"
import { takeRedemptionWorkflow } from "../../../../../workflows/operator/take-redemption"
import { retrieveRedemption } from "../../retrieve-redemption"

/** Records that the caller no longer works on the redemption. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPromotionRedemptionResponse>
) => {
  await takeRedemptionWorkflow(req.scope).run({
    input: {
      id: req.params.id as string,
      actor_id: req.auth_context.actor_id,
      on_it: false,
    },
  })
  res.json({ promotion_redemption: await retrieveRedemption(req) })
}
