import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionRedemptionResponse } from "../../../../../types/admin-http"
import { resolveRedemptionWorkflow } from "../../../../../workflows/operator/resolve-redemption"
import { retrieveRedemption } from "../../retrieve-redemption"
import type { AdminResolvePromotionRedemptionType } from "../../validators"

/** Resolves an `attention` redemption as the operator decides. */
export const POST = async (
  req: AuthenticatedMedusaRequest<AdminResolvePromotionRedemptionType>,
  res: MedusaResponse<AdminPromotionRedemptionResponse>
) => {
  await resolveRedemptionWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      id: req.params.id as string,
      actor_id: req.auth_context.actor_id,
    },
  })
  res.json({ promotion_redemption: await retrieveRedemption(req) })
}
