import type { ErrorCode } from "../../errors/catalogue"
import {
  channelOf,
  isExpired,
  isRedeemed,
  valueOf,
  type PromotionValue,
} from "../../modules/promotion-redemption/engage/promotion"
import type {
  EngagePromotion,
  EngageRedemptionChannel,
} from "../../modules/promotion-redemption/engage/types"
import type { StoreEngagePromotion } from "../../types/http"

const MOST_CHARACTERS = 200

/**
 * The offer's name for staff: the name of its Engage promotion, or its heading, on
 * one line of at most 200 characters. Null when Engage gave neither.
 */
export function offerName({
  name,
  heading,
}: Pick<EngagePromotion, "name" | "heading">): string | null {
  return oneLine(name) ?? oneLine(heading)
}

/** The offer's heading on one line of at most 200 characters, as shoppers read it. */
export function offerHeading({
  heading,
}: Pick<EngagePromotion, "heading">): string | null {
  return oneLine(heading)
}

/** Engage's texts are free: Postgres takes no NUL, a list no line break. */
function oneLine(text: string | null): string | null {
  const line = text?.replace(/[\s\p{Cc}]+/gu, " ").trim()
  return line ? [...line].slice(0, MOST_CHARACTERS).join("").trimEnd() : null
}

/** Whether an assignment can be used online, according to Engage. */
type Usability =
  | { reason: null; value: PromotionValue }
  | { reason: ErrorCode; value: PromotionValue | null }

/** The channel and the currency for using an assignment. */
type Use = {
  channel: EngageRedemptionChannel
  /** Of the cart; null without a cart. */
  currency_code: string | null
}

/** Types of value that a web shop can give. */
const USABLE_TYPES = ["EXTERNALOFFER", "PERCENT", "MONEY"]

/**
 * Checks an assignment by Engage's data alone. Does not check whether the shop has
 * the promotion, or whether the cart gets a discount.
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

/** An item of the list of which nothing but the id is known. */
const UNKNOWN: Omit<StoreEngagePromotion, "assignment_id"> = {
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
  promotion_code: null,
  applied: false,
  applicable: true,
  reason: null,
  refused: false,
}

/** An assignment in the store API's list, before the cart's facts are added. */
export function toListItem(
  promotion: EngagePromotion,
  { channel, currency_code }: Use,
  { value, reason }: Usability
): StoreEngagePromotion {
  const online = channelOf(promotion, channel)
  return {
    ...UNKNOWN,
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
    applicable: reason === null,
    reason,
  }
}

/**
 * The value shown to a shopper, in the cart's currency if Engage gives an amount in
 * this currency.
 */
function shownValue(
  value: PromotionValue | null,
  currencyCode: string | null
): Partial<StoreEngagePromotion> {
  switch (value?.type) {
    case "EXTERNALOFFER":
      return {
        value: value.promotion_code,
        promotion_code: value.promotion_code,
      }
    case "PERCENT":
      return { value: value.percent }
    case "MONEY": {
      const { amount, currency_code } =
        value.amounts.find((one) => one.currency_code === currencyCode) ??
        value.amounts[0]!
      return { value: amount, currency_code }
    }
    default:
      return {}
  }
}

/** The ledger's facts about an assignment, for use without Engage's. */
type KnownToLedger = {
  assignment_id: string
  promotion_code: string
  promotion_name: string | null
  promotion_heading: string | null
}

/** An assignment of the cart that Engage no longer lists. */
export function goneListItem(redemption: KnownToLedger): StoreEngagePromotion {
  return {
    ...ledgerListItem(redemption),
    applicable: false,
    reason: "promotion_not_found",
  }
}

/** An assignment of the cart, while Engage cannot be asked. */
export function ledgerListItem(
  redemption: KnownToLedger
): StoreEngagePromotion {
  return {
    ...UNKNOWN,
    assignment_id: redemption.assignment_id,
    name: redemption.promotion_name,
    heading: redemption.promotion_heading,
    promotion_code: redemption.promotion_code,
  }
}
