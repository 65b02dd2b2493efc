import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"

import type { AdminCustomerEngagePromotionListResponse } from "../../../../../types/admin-http"
import { listCustomerEngagePromotionsWorkflow } from "../../../../../workflows/offers/list-engage-promotions"
import { answering503 } from "../../../../utils/answering-503"

/** A customer's current offers in Engage. */
export const GET = answering503(
  async (
    req: AuthenticatedMedusaRequest,
    res: MedusaResponse<AdminCustomerEngagePromotionListResponse>
  ) => {
    const customer_id = req.params.id as string
    // With some `contactLookup`s the workflow never reads the customer: answer 404
    // here.
    await req.scope
      .resolve(Modules.CUSTOMER)
      .retrieveCustomer(customer_id, { select: ["id"] })
    const {
      result: { contact_id, reason, engage_promotions },
    } = await listCustomerEngagePromotionsWorkflow(req.scope).run({
      input: { customer_id },
    })
    res.json({
      // Without a cart, `applied` and `refused` say nothing.
      engage_promotions: engage_promotions.map(
        ({ applied: _, refused: _refused, ...one }) => one
      ),
      count: engage_promotions.length,
      contact_id,
      reason,
    })
  }
)
