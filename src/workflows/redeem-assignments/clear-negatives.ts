import type { ErrorCode } from "../../errors/catalogue"
import {
  channelOf,
  isExpired,
} from "../../modules/promotion-redemption/engage/promotion-state"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"

/**
 * Looks, before the first of several calls, for redemptions that Engage would
 * surely refuse: a refusal after another one is redeemed cannot be made good.
 * One GET for each contact, all at once, within the time left. What is absent, or
 * cannot be asked, goes on.
 *
 * @returns the refusal by the redemption's id.
 */
export async function clearNegatives(
  service: PromotionRedemptionModuleService,
  redemptions: PromotionRedemptionDTO[],
  timeoutMs: number
): Promise<Map<string, ErrorCode>> {
  const negatives = new Map<string, ErrorCode>()
  const contacts = new Set(
    redemptions.flatMap(({ contact_id }) => contact_id ?? [])
  )
  const answers = await Promise.all(
    (timeoutMs > 0 ? [...contacts] : []).map(async (contact) => ({
      contact,
      answer: await service.listEngagePromotions(contact, { timeoutMs }),
    }))
  )
  for (const { contact, answer } of answers) {
    if (answer.kind !== "ok") {
      continue
    }
    for (const redemption of redemptions) {
      const promotion = answer.promotions.find(
        ({ id }) => id === redemption.assignment_id
      )
      if (!promotion || redemption.contact_id !== contact) {
        continue
      }
      // Sent before and redeemed now: that was us, the call will confirm it.
      if (promotion.redeemed && redemption.attempt_count === 0) {
        negatives.set(redemption.id, "promotion_already_redeemed")
      } else if (!channelOf(promotion, (await service.getOptions()).channel)) {
        negatives.set(
          redemption.id,
          "promotion_not_valid_for_redemption_channel"
        )
      } else if (isExpired(promotion, new Date())) {
        negatives.set(redemption.id, "promotion_expired")
      }
    }
  }
  return negatives
}
