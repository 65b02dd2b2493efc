import type { ErrorCode } from "../../errors/catalogue"
import {
  channelOf,
  isExpired,
  isRedeemed,
} from "../../modules/promotion-redemption/engage/promotion-state"
import type {
  EngagePromotion,
  EngageRedemptionChannel,
} from "../../modules/promotion-redemption/engage/types"

/** Whether an assignment can be used online, by what Engage says of it. */
export type Usability =
  | { reason: null; promotion_code: string }
  | { reason: ErrorCode; promotion_code: string | null }

/**
 * Checks an assignment against what Engage says of it. Whether the shop has the
 * promotion, and whether it gives the cart anything, is another matter.
 */
export function whyNotUsable(
  promotion: EngagePromotion,
  channel: EngageRedemptionChannel
): Usability {
  const online = channelOf(promotion, channel)
  const promotion_code = online ? externalOfferCode(online) : null

  if (isRedeemed(promotion)) {
    return { reason: "promotion_already_redeemed", promotion_code }
  }
  if (!online) {
    return {
      reason: "promotion_not_valid_for_redemption_channel",
      promotion_code,
    }
  }
  if (isExpired(promotion, new Date())) {
    return { reason: "promotion_expired", promotion_code }
  }
  if (online.valueType !== "EXTERNALOFFER") {
    return { reason: "promotion_value_type_unsupported", promotion_code }
  }
  if (!promotion_code) {
    return { reason: "promotion_not_configured", promotion_code }
  }
  return { reason: null, promotion_code }
}

/** The code of the Medusa promotion that an EXTERNALOFFER stands for. */
function externalOfferCode({
  valueType,
  value,
}: EngagePromotion["redemptionChannels"][number]): string | null {
  if (valueType !== "EXTERNALOFFER") {
    return null
  }
  const code =
    typeof value === "string" || typeof value === "number" ? `${value}` : ""
  return code.trim() || null
}
