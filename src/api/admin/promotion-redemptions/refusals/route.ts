import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { PROMOTION_REDEMPTION_MODULE } from "../../../../modules/promotion-redemption/key"
import type { AdminPromotionRefusalListResponse } from "../../../../types/admin-http"
import { cartsOfOrders } from "../../orders-of-carts"
import { ordersWithout } from "../later-orders"
import type { AdminGetPromotionRefusalsParamsType } from "../validators"

/**
 * The offers that customers tried to apply in the last days and that were refused.
 */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, AdminGetPromotionRefusalsParamsType>,
  res: MedusaResponse<AdminPromotionRefusalListResponse>
) => {
  const { of_order, limit, offset, ...filters } = req.validatedQuery
  const carts = of_order ? await cartsOfOrders(req.scope, [of_order]) : null
  const asked = filters.cart_id && [filters.cart_id].flat()
  const cart_id = carts
    ? carts.filter((id) => !asked || asked.includes(id))
    : asked
  const [refusals, count] = await req.scope
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .ledger.listRefusals({ ...filters, cart_id }, { limit, offset })
  const orders = await ordersWithout(req.scope, refusals)
  res.json({
    promotion_refusals: refusals.map((refusal, index) => ({
      ...refusal,
      refused_at: refusal.refused_at.toISOString(),
      later_order: orders[index] ?? null,
    })),
    count,
    limit,
    offset,
  })
}
