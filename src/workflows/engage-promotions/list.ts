import { engageError } from "../../errors/engage-error"
import type { EngagePromotion } from "../../modules/promotion-redemption/engage/types"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"

/**
 * How long a customer waits for one answer of Engage, in milliseconds. A
 * page of the shop hangs on it, and a second look costs nothing.
 */
export const LIST_TIMEOUT_MS = 10_000

/**
 * A contact's promotions in all channels, so that one which is not for the web
 * shop can say so. A contact that Engage no longer knows has none.
 *
 * @param may_be_recent for a list that is only shown: what Engage said in the last
 * half minute will do.
 * @throws MedusaError `engage_unavailable`
 */
export async function listContactPromotions(
  service: PromotionRedemptionModuleService,
  contactId: string,
  { may_be_recent = false } = {}
): Promise<EngagePromotion[]> {
  const answer = await service.listEngagePromotions(contactId, {
    timeoutMs: LIST_TIMEOUT_MS,
    may_be_recent,
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
