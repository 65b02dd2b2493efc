import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionRedemptionResponse } from "../../../../../types/admin-http"
import { noteRedemptionWorkflow } from "../../../../../workflows/operator/note-redemption"
import { retrieveRedemption } from "../../retrieve-redemption"
import type { AdminNotePromotionRedemptionType } from "../../validators"

/** Adds a note for other operators; the redemption itself stays unchanged. */
export const POST = async (
  req: AuthenticatedMedusaRequest<AdminNotePromotionRedemptionType>,
  res: MedusaResponse<AdminPromotionRedemptionResponse>
) => {
  await noteRedemptionWorkflow(req.scope).run({
    input: {
      id: req.params.id as string,
      note: req.validatedBody.note,
      actor_id: req.auth_context.actor_id,
    },
  })
  res.json({ promotion_redemption: await retrieveRedemption(req) })
}
