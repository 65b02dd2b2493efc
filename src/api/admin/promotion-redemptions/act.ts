import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { AdminPromotionRedemptionResponse } from "../../../types/admin-http"
import { retrieveRedemption } from "./retrieve-redemption"

/** The redemption of the path, and the id of the user or of the secret key. */
type Acting = { id: string; actor_id: string }

/**
 * Makes the route of an operator's action on one redemption.
 *
 * @param act gets the validated body, if the route has one.
 * @returns a route that answers with the redemption as it is afterwards.
 */
export function actionRoute<Body extends object = object>(
  act: (container: MedusaContainer, input: Body & Acting) => Promise<unknown>
) {
  return async (
    req: AuthenticatedMedusaRequest<Body>,
    res: MedusaResponse<AdminPromotionRedemptionResponse>
  ): Promise<void> => {
    await act(req.scope, {
      ...req.validatedBody,
      id: req.params.id as string,
      actor_id: req.auth_context.actor_id,
    })
    res.json({ promotion_redemption: await retrieveRedemption(req) })
  }
}
