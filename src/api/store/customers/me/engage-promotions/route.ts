import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
  MedusaStoreRequest,
} from "@medusajs/framework/http"

import { answering503 } from "../../../../answering-503"
import type { StoreEngagePromotionListResponse } from "../../../../../types/http"
import { listEngagePromotionsWorkflow } from "../../../../../workflows/engage-promotions"

/** Lists the signed-in customer's offers, for the key's sales channels. */
export const GET = answering503(
  async (
    req: AuthenticatedMedusaRequest & MedusaStoreRequest,
    res: MedusaResponse<StoreEngagePromotionListResponse>
  ) => {
    const { result: engage_promotions } = await listEngagePromotionsWorkflow(
      req.scope
    ).run({
      input: {
        customer_id: req.auth_context.actor_id,
        guest_email: null,
        cart_id: null,
        sales_channel_ids: req.publishable_key_context?.sales_channel_ids ?? [],
      },
    })
    res.json({ engage_promotions, count: engage_promotions.length })
  }
)
