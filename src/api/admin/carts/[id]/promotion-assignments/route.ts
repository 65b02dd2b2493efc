import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import type { AdminPromotionAssignmentResponse } from "../../../../../types/http"
import { linkAssignmentWorkflow } from "../../../../../workflows/offers/link-assignment"
import { retrieveCart } from "../../../../utils/retrieve-cart"
import type { AdminCreatePromotionAssignmentType } from "../../validators"

/** Links an assignment without asking Engage, for a call centre. */
export const POST = async (
  req: AuthenticatedMedusaRequest<AdminCreatePromotionAssignmentType>,
  res: MedusaResponse<AdminPromotionAssignmentResponse>
) => {
  const { result: promotion_redemption } = await linkAssignmentWorkflow(
    req.scope
  ).run({
    input: {
      ...req.validatedBody,
      cart_id: req.params.id as string,
      by: req.auth_context.actor_id,
    },
  })
  res.json({ promotion_redemption, cart: await retrieveCart(req) })
}
