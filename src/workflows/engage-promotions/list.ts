import { engageError } from "../../errors/engage-error"
import type { EngagePromotion } from "../../modules/promotion-redemption/engage/types"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"

/**
 * How long one question to Engage may take, in milliseconds: a customer has asked
 * it, and a second look costs nothing. A page that lists offers waits no longer
 * than the option `listWaitMs`.
 */
export const LIST_TIMEOUT_MS = 10_000

/**
 * A contact's promotions in all channels, so that one which is not for the web
 * shop can say so. A contact that Engage no longer knows has none.
 *
 * @param wait_until for a list that is only shown: until when its page waits, in
 * milliseconds since 1970. What Engage said in the last half minute will do.
 * @throws MedusaError `engage_unavailable`
 */
export async function listContactPromotions(
  service: PromotionRedemptionModuleService,
  contactId: string,
  { wait_until }: { wait_until?: number } = {}
): Promise<EngagePromotion[]> {
  const answer = await service.listEngagePromotions(contactId, {
    timeoutMs: LIST_TIMEOUT_MS,
    shown_within_ms: msUntil(wait_until),
  })
  switch (answer.kind) {
    case "ok":
      return answer.promotions
    case "contact_not_found":
      return []
    default:
      throw engageError("engage_unavailable")
  }
}

/** How long there is until then, in milliseconds; undefined: as long as it takes. */
export function msUntil(wait_until: number | undefined): number | undefined {
  return wait_until === undefined
    ? undefined
    : Math.max(0, wait_until - Date.now())
}
