import type { ErrorCode } from "../../errors/catalogue"
import { channelOf } from "../../modules/promotion-redemption/engage/promotion-state"
import type {
  EngagePromotion,
  EngageRedemptionChannel,
} from "../../modules/promotion-redemption/engage/types"
import type { StoreEngagePromotion } from "../../types/http"

/** An assignment as the store API lists it, before anything is known of a cart. */
export function toListItem(
  promotion: EngagePromotion,
  channel: EngageRedemptionChannel,
  {
    promotion_code,
    reason,
  }: { promotion_code: string | null; reason: ErrorCode | null }
): StoreEngagePromotion {
  const online = channelOf(promotion, channel)
  const value = online?.value
  return {
    assignment_id: promotion.id,
    name: promotion.name,
    heading: promotion.heading,
    description: promotion.description,
    image_url: promotion.imageUrl,
    link: promotion.link,
    expires_on: promotion.expiresOn,
    value_type: online?.valueType ?? null,
    value:
      typeof value === "string" || typeof value === "number" ? value : null,
    currency_code: null,
    instruction: online?.instruction ?? null,
    promotion_code,
    applied: false,
    applicable: reason === null,
    reason,
  }
}

/** A linked assignment that Engage no longer lists. */
export function goneListItem(redemption: {
  assignment_id: string
  promotion_code: string
}): StoreEngagePromotion {
  return {
    assignment_id: redemption.assignment_id,
    name: null,
    heading: null,
    description: null,
    image_url: null,
    link: null,
    expires_on: null,
    value_type: null,
    value: null,
    currency_code: null,
    instruction: null,
    promotion_code: redemption.promotion_code,
    applied: false,
    applicable: false,
    reason: "promotion_not_found",
  }
}
