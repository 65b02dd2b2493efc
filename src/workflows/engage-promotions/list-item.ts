import { channelOf } from "../../modules/promotion-redemption/engage/promotion-state"
import type { PromotionValue } from "../../modules/promotion-redemption/engage/promotion-value"
import type { EngagePromotion } from "../../modules/promotion-redemption/engage/types"
import type { StoreEngagePromotion } from "../../types/http"
import type { Usability, Use } from "./usable"

/** An assignment as the store API lists it, before anything is known of a cart. */
export function toListItem(
  promotion: EngagePromotion,
  { channel, currency_code }: Use,
  { value, reason }: Usability
): StoreEngagePromotion {
  const online = channelOf(promotion, channel)
  return {
    assignment_id: promotion.id,
    name: promotion.name,
    heading: promotion.heading,
    description: promotion.description,
    image_url: promotion.imageUrl,
    link: promotion.link,
    expires_on: promotion.expiresOn,
    value_type: online?.valueType ?? null,
    ...shownValue(value, currency_code),
    instruction: online?.instruction ?? null,
    applied: false,
    applicable: reason === null,
    reason,
    refused: false,
  }
}

/** What a shopper is told, in the cart's currency if there is an amount in it. */
function shownValue(
  value: PromotionValue | null,
  currencyCode: string | null
): Pick<StoreEngagePromotion, "value" | "currency_code" | "promotion_code"> {
  const nothing = { value: null, currency_code: null, promotion_code: null }
  switch (value?.type) {
    case "EXTERNALOFFER":
      return {
        ...nothing,
        value: value.promotion_code,
        promotion_code: value.promotion_code,
      }
    case "PERCENT":
      return { ...nothing, value: value.percent }
    case "MONEY": {
      const { amount, currency_code } =
        value.amounts.find((one) => one.currency_code === currencyCode) ??
        value.amounts[0]!
      return { ...nothing, value: amount, currency_code }
    }
    default:
      return nothing
  }
}

/** What the ledger knows of an assignment, when Engage does not say more. */
type KnownToLedger = {
  assignment_id: string
  promotion_code: string
  promotion_name: string | null
}

/** An assignment of the cart's that Engage no longer lists. */
export function goneListItem(redemption: KnownToLedger): StoreEngagePromotion {
  return {
    ...ledgerListItem(redemption),
    applicable: false,
    reason: "promotion_not_found",
  }
}

/** An assignment of the cart's, while Engage cannot be asked. */
export function ledgerListItem(
  redemption: KnownToLedger
): StoreEngagePromotion {
  return {
    assignment_id: redemption.assignment_id,
    name: redemption.promotion_name,
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
    applicable: true,
    reason: null,
    refused: false,
  }
}
