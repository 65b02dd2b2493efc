import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
} from "@medusajs/framework/http"

import { askAheadFor } from "../../../workflows/offers/ask-ahead"
import type { StoreGetCartEngagePromotionsType } from "./validators"

/**
 * Asks Engage for the signed-in customer's own offers while the cart is checked: the
 * customer waits for Engage most of the time. A cart of somebody else is still
 * answered with 404.
 */
export async function askAhead(
  req: AuthenticatedMedusaRequest<unknown, StoreGetCartEngagePromotionsType>,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  if (!req.validatedQuery.refused) {
    await askAheadFor(req.scope, req.auth_context?.actor_id || null)
  }
  next()
}
