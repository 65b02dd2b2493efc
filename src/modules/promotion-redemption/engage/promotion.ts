import { fieldOf } from "./parse-promotions"
import type {
  EngagePromotion,
  EngagePromotionChannel,
  EngageRedemptionChannel,
  Verification,
} from "./types"

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How far the last place on earth is behind UTC. */
const LAST_ZONE_MS = 12 * HOUR_MS

/** Date, time, fraction of a second, zone. */
const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i

/** The promotion's entry for a channel. Null without an entry. */
export function channelOf(
  promotion: EngagePromotion,
  channel: EngageRedemptionChannel
): EngagePromotionChannel | null {
  return (
    promotion.redemptionChannels.find(
      ({ type }) => type.toUpperCase() === channel
    ) ?? null
  )
}

/** Whether Engage lists the assignment as used. */
export function isRedeemed(promotion: EngagePromotion): boolean {
  // `redeemed: false` counts for more than a leftover date.
  return promotion.redeemed ?? promotion.redeemedOn !== null
}

/**
 * The state of an assignment by a whole list. An expired assignment that Engage
 * lists without `redeemed` counts as absent. An id counts in any letter case: it is a
 * GUID, and another address of Engage's may write its letters otherwise.
 */
export function listedAs(
  promotions: EngagePromotion[],
  assignmentId: string,
  now: Date
): Verification {
  const wanted = assignmentId.toLowerCase()
  const promotion = promotions.find(({ id }) => id.toLowerCase() === wanted)
  if (!promotion) {
    return "absent"
  }
  if (isRedeemed(promotion)) {
    return "redeemed"
  }
  return promotion.redeemed === null && isExpired(promotion, now)
    ? "absent"
    : "not_redeemed"
}

/**
 * Whether the assignment has surely expired. Lenient, because a redeem call
 * has the last word anyway and an offer hidden too early cannot be had at all:
 * a date without a time, or at midnight, lasts until the end of that day; a
 * time without a zone lasts until it has passed everywhere; what cannot be
 * read has not expired.
 */
export function isExpired(promotion: EngagePromotion, now: Date): boolean {
  const end = promotion.expiresOn && lastInstant(promotion.expiresOn.trim())

  return typeof end === "number" && now.getTime() >= end
}

/** The latest moment that the words can mean, in ms. Null if unreadable. */
function lastInstant(words: string): number | null {
  const match = ISO.exec(words)
  if (!match) {
    return null
  }

  const [, date, time = "00:00:00", fraction = "", zone] = match
  const start = Date.parse(`${date}T${time}${fraction}${isoZone(zone)}`)
  if (Number.isNaN(start)) {
    return null
  }

  const wholeDay = /^00:00(?::00)?$/.test(time) && !/[1-9]/.test(fraction)

  return start + (wholeDay ? DAY_MS : 0) + (zone ? 0 : LAST_ZONE_MS)
}

/** `+0100` is ISO's short form; `Date.parse` wants the colon. */
function isoZone(zone = "Z"): string {
  return zone.replace(/(\d{2})(\d{2})$/, "$1:$2").toUpperCase()
}

/** An amount of money in the currency's main unit, as Medusa counts. */
type Money = {
  amount: number
  /** ISO 4217, in lower case as in Medusa. */
  currency_code: string
}

/** The discount of a promotion in one channel. */
export type PromotionValue =
  /** The shop's promotion with the code decides. */
  | { type: "EXTERNALOFFER"; promotion_code: string }
  /** Percentage of the items' price, above 0 and at most 100. */
  | { type: "PERCENT"; percent: number }
  /** An amount for each currency. The first is Engage's main amount. */
  | { type: "MONEY"; amounts: Money[] }

const NUMBER = /^\d{1,12}(\.\d{1,4})?$/

/**
 * Reads the value of a promotion in a channel. Null when the value cannot be read,
 * or when no web shop can give the type.
 *
 * Engage's docs call PERCENT an integer and MONEY an object of amount and
 * currency. The letter case of the fields is not confirmed, and `localValues` is
 * not described: an element counts if the element, or its `value`, is an object of
 * amount and currency; the code skips any other.
 */
export function valueOf(
  channel: Pick<EngagePromotionChannel, "valueType" | "value" | "localValues">
): PromotionValue | null {
  switch (channel.valueType) {
    case "EXTERNALOFFER":
      return externalOffer(channel.value)
    case "PERCENT":
      return percentage(channel.value)
    case "MONEY":
      return money([channel.value, ...channel.localValues])
    default:
      return null
  }
}

/** {@link valueOf} in a channel. Null also without an entry for the channel. */
export function valueIn(
  promotion: EngagePromotion,
  channel: EngageRedemptionChannel
): PromotionValue | null {
  const entry = channelOf(promotion, channel)
  return entry && valueOf(entry)
}

function externalOffer(value: unknown): PromotionValue | null {
  const code =
    typeof value === "string" || typeof value === "number" ? `${value}` : ""
  return code.trim()
    ? { type: "EXTERNALOFFER", promotion_code: code.trim() }
    : null
}

function percentage(value: unknown): PromotionValue | null {
  const percent = numberOf(value)
  return percent !== null && percent <= 100
    ? { type: "PERCENT", percent }
    : null
}

function money(values: unknown[]): PromotionValue | null {
  const amounts: Money[] = []
  for (const value of values) {
    const one = moneyOf(value) ?? moneyOf(fieldOf(value, "value"))
    const known = amounts.some(
      ({ currency_code }) => currency_code === one?.currency_code
    )
    if (one && !known) {
      amounts.push(one)
    }
  }
  return amounts.length ? { type: "MONEY", amounts } : null
}

function moneyOf(value: unknown): Money | null {
  const amount = numberOf(fieldOf(value, "amount"))
  const currency = fieldOf(value, "currency")
  return amount !== null &&
    typeof currency === "string" &&
    /^[a-z]{3}$/i.test(currency)
    ? { amount, currency_code: currency.toLowerCase() }
    : null
}

/** A number above 0, also if written as a text. */
function numberOf(value: unknown): number | null {
  const text = typeof value === "number" ? `${value}` : value
  return typeof text === "string" && NUMBER.test(text) && Number(text) > 0
    ? Number(text)
    : null
}
