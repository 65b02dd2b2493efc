import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { PROMOTION_REDEMPTION_MODULE } from "../../../../modules/promotion-redemption/key"
import type { Queue } from "../../../../modules/promotion-redemption/ledger/summary"
import type PromotionRedemptionModuleService from "../../../../modules/promotion-redemption/service"
import type {
  AdminPromotionRedemptionHealthResponse,
  AdminRedemptionQueue,
} from "../../../../types/admin-http"

/** How long an operator's page waits for Engage, in milliseconds. */
const CHECK_TIMEOUT_MS = 10_000

/** Whether Engage can be reached, what waits, and the options in force. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPromotionRedemptionHealthResponse>
) => {
  const service = req.scope.resolve(PROMOTION_REDEMPTION_MODULE)
  const [engage, waiting, attention, unpaid, [, awaiting], options] =
    await Promise.all([
      askEngage(service),
      service.queueOf("waiting"),
      service.queueOf("attention"),
      service.queueOf("unpaid"),
      service.listAndCountManagedPromotions(
        { awaiting_decision: true },
        { select: ["id"], take: 1 }
      ),
      service.getOptions(),
    ])
  const { apiKey: _, ...shown } = options
  res.json({
    health: {
      engage,
      waiting: toJson(waiting),
      attention: toJson(attention),
      unpaid: toJson(unpaid),
      promotions_awaiting_decision: awaiting,
      options: shown,
    },
  })
}

async function askEngage(
  service: PromotionRedemptionModuleService
): Promise<AdminPromotionRedemptionHealthResponse["health"]["engage"]> {
  if (!(await service.getOptions()).enabled) {
    return { status: "not_configured", http_status: null, duration_ms: null }
  }
  const start = performance.now()
  const { status, httpStatus } = await service.checkEngage(CHECK_TIMEOUT_MS)
  return {
    status,
    http_status: httpStatus,
    duration_ms: Math.round(performance.now() - start),
  }
}

function toJson({ oldest_at, ...queue }: Queue): AdminRedemptionQueue {
  return { ...queue, oldest_at: oldest_at?.toISOString() ?? null }
}
