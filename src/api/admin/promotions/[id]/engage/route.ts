import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type {
  AdminPromotionEngageResponse,
  AdminUpdatePromotionEngage,
} from "../../../../../types/admin-http"
import { decideManagedPromotionWorkflow } from "../../../../../workflows/operator/managed-promotions"
import { retrievePromotionEngage } from "../../retrieve-promotion-engage"

/** How the promotion stands to Engage. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPromotionEngageResponse>
) => {
  res.json({
    promotion_engage: await retrievePromotionEngage(
      req.scope,
      req.params.id as string
    ),
  })
}

/** Says whether the promotion works only with an assignment. */
export const POST = async (
  req: AuthenticatedMedusaRequest<AdminUpdatePromotionEngage>,
  res: MedusaResponse<AdminPromotionEngageResponse>
) => {
  const promotion_id = req.params.id as string
  await decideManagedPromotionWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      promotion_id,
      actor_id: req.auth_context.actor_id,
    },
  })
  res.json({
    promotion_engage: await retrievePromotionEngage(req.scope, promotion_id),
  })
}
