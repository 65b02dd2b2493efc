import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionRedemptionResponse } from "../../../../../types/admin-http"
import { reassignPromotionWorkflow } from "../../../../../workflows/operator/reassign-promotion"
import { answering503 } from "../../../../utils/answering-503"
import { retrieveRedemption } from "../../retrieve-redemption"
import type { AdminReassignPromotionRedemptionType } from "../../validators"

/** Gives the offer of a cancelled or returned order back to the customer. */
export const POST = answering503(
  async (
    req: AuthenticatedMedusaRequest<AdminReassignPromotionRedemptionType>,
    res: MedusaResponse<AdminPromotionRedemptionResponse>
  ) => {
    await reassignPromotionWorkflow(req.scope).run({
      input: {
        id: req.params.id as string,
        actor: req.auth_context.actor_id,
        ...req.validatedBody,
      },
    })
    res.json({ promotion_redemption: await retrieveRedemption(req) })
  }
)
