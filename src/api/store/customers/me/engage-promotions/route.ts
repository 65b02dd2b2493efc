import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
  MedusaStoreRequest,
} from "@medusajs/framework/http"

import { answering503 } from "../../../../utils/answering-503"
import type { StoreEngagePromotionListResponse } from "../../../../../types/http"
import { listOffers } from "../../../list-offers"

/**
 * Lists the signed-in customer's offers for the publishable key's sales channels.
 */
export const GET = answering503(
  async (
    req: AuthenticatedMedusaRequest & MedusaStoreRequest,
    res: MedusaResponse<StoreEngagePromotionListResponse>
  ) => {
    res.json(
      await listOffers(req.scope, {
        customer_id: req.auth_context.actor_id,
        guest_email: null,
        cart_id: null,
        sales_channel_ids: req.publishable_key_context?.sales_channel_ids ?? [],
      })
    )
  }
)
