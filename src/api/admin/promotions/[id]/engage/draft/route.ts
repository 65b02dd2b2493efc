import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminEngageDraftResponse } from "../../../../../../types/admin-http"
import { createEngageDraftWorkflow } from "../../../../../../workflows/operator/managed-promotions"
import { answering503 } from "../../../../../utils/answering-503"
import { toAdminDraft } from "../../../retrieve-promotion-engage"
import type { AdminCreateEngageDraftType } from "../../../validators"

/** Creates a draft in Engage, with the promotion's code. */
export const POST = answering503(
  async (
    req: AuthenticatedMedusaRequest<AdminCreateEngageDraftType>,
    res: MedusaResponse<AdminEngageDraftResponse>
  ) => {
    const body = req.validatedBody
    const { result: draft } = await createEngageDraftWorkflow(req.scope).run({
      input: {
        promotion_id: req.params.id as string,
        draft: {
          name: body.name,
          heading: body.heading ?? null,
          description: body.description ?? null,
          link: body.link ?? null,
          start_date: body.start_date ?? null,
          validity: body.assigned_validity ?? {
            end_date: body.end_date as string,
          },
        },
        despite_unknown: body.despite_unknown,
        actor_id: req.auth_context.actor_id,
      },
    })
    res.json({ draft: toAdminDraft(draft) })
  }
)
