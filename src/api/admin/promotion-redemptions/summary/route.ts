import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../../modules/promotion-redemption/key"
import type { AdminPromotionRedemptionSummaryResponse } from "../../../../types/admin-http"
import { readFilters } from "../read-filters"
import type { AdminGetPromotionRedemptionSummaryParamsType } from "../validators"

/** How many redemptions have each status, and the counts of each day. */
export const GET = async (
  req: AuthenticatedMedusaRequest<
    unknown,
    AdminGetPromotionRedemptionSummaryParamsType
  >,
  res: MedusaResponse<AdminPromotionRedemptionSummaryResponse>
) => {
  const service = req.scope.resolve(PROMOTION_REDEMPTION_MODULE)
  const { from, to, time_zone, ...filtered } = req.validatedQuery
  const period = await service.ledger.periodOf({ from, to, time_zone })
  if (!period) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "The period has to have 1 to 366 days: `from` not after `to`"
    )
  }
  const { filters } = await readFilters(req, filtered)
  // The request's status filter must not empty the counts of other statuses.
  const { status: _, ...whateverStatus } = filters
  const [counts, states, days] = await Promise.all([
    service.ledger.countByStatus(whateverStatus),
    service.ledger.countByState(whateverStatus),
    service.ledger.countByDay(period, filters),
  ])
  res.json({ summary: { counts, states, days, ...period } })
}
