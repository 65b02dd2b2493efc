import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { isErrorCode, isOperatorErrorCode } from "../../../../errors/catalogue"
import type { AdminBatchResult } from "../../../../types/admin-http"
import type { PromotionRedemptionDTO } from "../../../../types/promotion-redemption"

/** How many redemptions run at once: each may wait for Engage. */
const AT_ONCE = 5

/**
 * After this time, in milliseconds, no further redemption starts. A proxy gives up
 * after a minute: even if the last redemption waits for two calls to Engage as long
 * as allowed, the answer comes in time.
 */
const BEGIN_WITHIN_MS = 25_000

/**
 * Acts on several redemptions, a few at a time. If one fails, the rest still run.
 *
 * @param act does the work of the single redemption's route.
 * @returns a result for each id, in the order of the ids; an id given twice is acted
 * on once.
 */
export async function actOnEach(
  container: MedusaContainer,
  ids: string[],
  act: (
    id: string
  ) => Promise<Pick<PromotionRedemptionDTO, "status" | "reason">>,
  { beginWithinMs = BEGIN_WITHIN_MS } = {}
): Promise<AdminBatchResult[]> {
  const waiting = [...new Set(ids)]
  const results = new Map<string, AdminBatchResult>()
  const end = performance.now() + beginWithinMs

  const work = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) {
      if (performance.now() > end) {
        results.set(id, result(id, "not_tried"))
        continue
      }
      try {
        const { status, reason } = await act(id)
        results.set(id, { ...result(id, "done"), status, reason })
      } catch (error) {
        results.set(id, failure(container, id, error))
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return ids.flatMap((id) => results.get(id) ?? [])
}

function result(
  id: string,
  outcome: AdminBatchResult["outcome"]
): AdminBatchResult {
  return { id, outcome, status: null, reason: null, code: null, message: null }
}

/**
 * Turns an error into a result: `refused` if the single redemption's route would
 * answer 400 or 404, else a fault of the shop.
 */
function failure(
  container: MedusaContainer,
  id: string,
  error: unknown
): AdminBatchResult {
  const { type, code, message } = (error ?? {}) as Partial<MedusaError>
  const known = isErrorCode(code) || isOperatorErrorCode(code) ? code : null
  if (known || type === MedusaError.Types.NOT_FOUND) {
    return {
      ...result(id, "refused"),
      code: known,
      message: message ?? null,
    }
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`Redemption ${id} could not be acted on: ${message ?? "unknown"}`)
  return result(id, "failed")
}
