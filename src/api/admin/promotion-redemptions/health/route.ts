import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { PROMOTION_REDEMPTION_MODULE } from "../../../../modules/promotion-redemption/key"
import type { Queue } from "../../../../modules/promotion-redemption/ledger/summary"
import type PromotionRedemptionModuleService from "../../../../modules/promotion-redemption/service"
import type {
  AdminEngageFinding,
  AdminEngageReachability,
  AdminPromotionRedemptionHealthResponse,
  AdminRedemptionQueue,
} from "../../../../types/admin-http"

/** How long an operator's page waits for Engage, in milliseconds. */
const CHECK_TIMEOUT_MS = 10_000

/**
 * Whether the shop reaches Engage, which work is waiting, and the options in force.
 */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPromotionRedemptionHealthResponse>
) => {
  const service = req.scope.resolve(PROMOTION_REDEMPTION_MODULE)
  const [engage, queues, awaiting, not_given, options] = await Promise.all([
    askEngage(service),
    service.ledger.listQueues(),
    service.ledger.countAwaitingDecision(),
    service.notGiven.list(),
    service.getOptions(),
  ])
  const { apiKey: _, ...shown } = options
  res.json({
    health: {
      engage,
      waiting: toJson(queues.waiting),
      attention: toJson(queues.attention),
      give_back: toJson(queues.give_back),
      unpaid: toJson(queues.unpaid),
      promotions_awaiting_decision: awaiting,
      not_given,
      options: shown,
    },
  })
}

type Connection = AdminPromotionRedemptionHealthResponse["health"]["engage"]

/** The most urgent for an operator first. */
const STATUSES = [
  ["key_refused", ["key_refused"]],
  [
    "misconfigured",
    ["contact_type_unknown", "wrong_address", "tenant_set_up_wrongly"],
  ],
  ["unreachable", ["unreachable"]],
] as const satisfies [AdminEngageReachability, AdminEngageFinding[]][]

async function askEngage(
  service: PromotionRedemptionModuleService
): Promise<Connection> {
  if (!(await service.getOptions()).enabled) {
    return {
      status: "not_configured",
      http_status: null,
      duration_ms: null,
      steps: [],
    }
  }
  const start = performance.now()
  const { contact_lookup, promotions_list } =
    await service.engage.check(CHECK_TIMEOUT_MS)
  const steps: Connection["steps"] = [
    { step: "contact_lookup", ...contact_lookup },
    { step: "promotions_list", ...promotions_list },
  ]
  return {
    ...worst(steps),
    duration_ms: Math.round(performance.now() - start),
    steps,
  }
}

function worst(
  steps: Connection["steps"]
): Pick<Connection, "status" | "http_status"> {
  for (const [status, findings] of STATUSES) {
    const step = steps.find(({ finding }) =>
      (findings as readonly AdminEngageFinding[]).includes(finding)
    )
    if (step) {
      return { status, http_status: step.http_status }
    }
  }
  return { status: "ok", http_status: null }
}

function toJson({ oldest_at, ...queue }: Queue): AdminRedemptionQueue {
  return { ...queue, oldest_at: oldest_at?.toISOString() ?? null }
}
