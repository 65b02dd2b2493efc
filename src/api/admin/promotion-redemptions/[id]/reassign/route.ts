import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionRedemptionResponse } from "../../../../../types/admin-http"
import { reassignPromotionWorkflow } from "../../../../../workflows/operator/reassign-promotion"
import { answering503 } from "../../../../utils/answering-503"
import { retrieveRedemption } from "../../retrieve-redemption"

/** Gives the customer the offer of a cancelled order back. */
export const POST = answering503(
  async (
    req: AuthenticatedMedusaRequest,
    res: MedusaResponse<AdminPromotionRedemptionResponse>
  ) => {
    await reassignPromotionWorkflow(req.scope).run({
      input: { id: req.params.id as string, actor: req.auth_context.actor_id },
    })
    res.json({ promotion_redemption: await retrieveRedemption(req) })
  }
)
