import type { ErrorCode } from "../../errors/catalogue"
import {
  channelOf,
  isExpired,
  listedAs,
} from "../../modules/promotion-redemption/engage/promotion"
import type {
  EngagePromotion,
  EngageRedemptionChannel,
} from "../../modules/promotion-redemption/engage/types"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"

/** The answers of Engage's list for a checkout's redemptions, by redemption id. */
export type KnownRefusals = {
  /** Redemptions that Engage would surely refuse, with the reason. */
  refusals: Map<string, ErrorCode>
  /** Redemptions sent earlier and now listed as redeemed. */
  redeemed: Set<string>
}

/**
 * Before the first of several calls, finds redemptions that Engage would surely
 * refuse: once one call is redeemed, a refusal of the next call cannot be made good.
 * One GET per contact, all at once, within the time left. A redemption without an
 * answer, or absent from the list, is sent all the same.
 */
export async function findKnownRefusals(
  service: PromotionRedemptionModuleService,
  redemptions: PromotionRedemptionDTO[],
  timeoutMs: number
): Promise<KnownRefusals> {
  const known: KnownRefusals = { refusals: new Map(), redeemed: new Set() }
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
        readList(known, redemption, answer.promotions, channel)
      }
    }
  }
  return known
}

function readList(
  { refusals, redeemed }: KnownRefusals,
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
    // An earlier call of ours may have redeemed the assignment, even if it has
    // expired since: the next call and the earlier attempt decide.
    redeemed.add(id)
  } else if (says === "redeemed") {
    refusals.set(id, "promotion_already_redeemed")
  } else if (!channelOf(promotion, channel)) {
    refusals.set(id, "promotion_not_valid_for_redemption_channel")
  } else if (isExpired(promotion, now)) {
    refusals.set(id, "promotion_expired")
  }
}
