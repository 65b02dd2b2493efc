import type { ErrorCode } from "../../errors/catalogue"
import {
  channelOf,
  isExpired,
  isRedeemed,
} from "../../modules/promotion-redemption/engage/promotion-state"
import {
  valueOf,
  type PromotionValue,
} from "../../modules/promotion-redemption/engage/promotion-value"
import type {
  EngagePromotion,
  EngageRedemptionChannel,
} from "../../modules/promotion-redemption/engage/types"

/** Whether an assignment can be used online, by what Engage says of it. */
export type Usability =
  | { reason: null; value: PromotionValue }
  | { reason: ErrorCode; value: PromotionValue | null }

/** Where an assignment is to be used. */
export type Use = {
  channel: EngageRedemptionChannel
  /** Of the cart; null when there is none yet. */
  currency_code: string | null
}

/** Types of value that a web shop can give. */
const USABLE_TYPES = ["EXTERNALOFFER", "PERCENT", "MONEY"]

/**
 * Checks an assignment against what Engage says of it. Whether the shop has the
 * promotion, and whether it gives the cart anything, is another matter.
 */
export function whyNotUsable(
  promotion: EngagePromotion,
  { channel, currency_code }: Use
): Usability {
  const online = channelOf(promotion, channel)
  const value = online && valueOf(online)

  if (isRedeemed(promotion)) {
    return { reason: "promotion_already_redeemed", value }
  }
  if (!online) {
    return { reason: "promotion_not_valid_for_redemption_channel", value }
  }
  if (isExpired(promotion, new Date())) {
    return { reason: "promotion_expired", value }
  }
  if (!USABLE_TYPES.includes(online.valueType ?? "")) {
    return { reason: "promotion_value_type_unsupported", value }
  }
  if (!value) {
    return { reason: "promotion_not_configured", value }
  }
  const mismatch =
    value.type === "MONEY" &&
    currency_code !== null &&
    !value.amounts.some((amount) => amount.currency_code === currency_code)
  return mismatch
    ? { reason: "promotion_currency_mismatch", value }
    : { reason: null, value }
}
