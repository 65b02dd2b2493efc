import type { ErrorCode } from "../../errors/catalogue"
import {
  channelOf,
  isExpired,
  listedAs,
} from "../../modules/promotion-redemption/engage/promotion-state"
import type {
  EngagePromotion,
  EngageRedemptionChannel,
} from "../../modules/promotion-redemption/engage/types"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"

/** What Engage's list says of the redemptions of a checkout, by their ids. */
export type LookAtList = {
  /** Those that Engage would surely refuse, and why. */
  negatives: Map<string, ErrorCode>
  /** Those that were sent before, and are listed as redeemed. */
  redeemed: Set<string>
}

/**
 * Looks, before the first of several calls, for redemptions that Engage would
 * surely refuse: a refusal after another one is redeemed cannot be made good.
 * One GET for each contact, all at once, within the time left. What is absent, or
 * cannot be asked, goes on.
 */
export async function clearNegatives(
  service: PromotionRedemptionModuleService,
  redemptions: PromotionRedemptionDTO[],
  timeoutMs: number
): Promise<LookAtList> {
  const look: LookAtList = { negatives: new Map(), redeemed: new Set() }
  const contacts = new Set(
    redemptions.flatMap(({ contact_id }) => contact_id ?? [])
  )
  const answers = await Promise.all(
    (timeoutMs > 0 ? [...contacts] : []).map(async (contact) => ({
      contact,
      answer: await service.engage.listPromotions(contact, { timeoutMs }),
    }))
  )
  for (const { contact, answer } of answers) {
    if (answer.kind !== "ok") {
      continue
    }
    const { channel } = await service.getOptions()
    for (const redemption of redemptions) {
      if (redemption.contact_id === contact) {
        readList(look, redemption, answer.promotions, channel)
      }
    }
  }
  return look
}

function readList(
  { negatives, redeemed }: LookAtList,
  { id, assignment_id, attempt_count }: PromotionRedemptionDTO,
  promotions: EngagePromotion[],
  channel: EngageRedemptionChannel
): void {
  const now = new Date()
  const says = listedAs(promotions, assignment_id ?? "", now)
  const promotion = promotions.find((it) => it.id === assignment_id)

  if (!promotion || (attempt_count > 0 && says === "absent")) {
    return
  }
  if (says === "redeemed" && attempt_count > 0) {
    // That may have been us, also if it has expired since: the call, and what
    // the ledger knows of the earlier one, decide.
    redeemed.add(id)
  } else if (says === "redeemed") {
    negatives.set(id, "promotion_already_redeemed")
  } else if (!channelOf(promotion, channel)) {
    negatives.set(id, "promotion_not_valid_for_redemption_channel")
  } else if (isExpired(promotion, now)) {
    negatives.set(id, "promotion_expired")
  }
}
