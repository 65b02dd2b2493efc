import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type {
  AdminBatchPromotionRedemptions,
  AdminBatchPromotionRedemptionsResponse,
} from "../../../../types/admin-http"
import { resolveRedemptionWorkflow } from "../../../../workflows/operator/resolve-redemption"
import { retryRedemptionWorkflow } from "../../../../workflows/operator/retry-redemption"
import { actOnEach } from "./act-on-each"

/**
 * Tries or resolves several redemptions, each as the single redemption's route does.
 */
export const POST = async (
  req: AuthenticatedMedusaRequest<AdminBatchPromotionRedemptions>,
  res: MedusaResponse<AdminBatchPromotionRedemptionsResponse>
) => {
  const { ids, ...body } = req.validatedBody
  const { actor_id } = req.auth_context
  const act = async (id: string) => {
    const { result } =
      body.action === "retry"
        ? await retryRedemptionWorkflow(req.scope).run({
            input: { id, actor_id },
          })
        : await resolveRedemptionWorkflow(req.scope).run({
            input: {
              id,
              actor_id,
              resolution: body.resolution,
              note: body.note,
            },
          })
    return result
  }
  res.json({ results: await actOnEach(req.scope, ids, act) })
}
