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
 * lists without `redeemed` counts as absent.
 */
export function listedAs(
  promotions: EngagePromotion[],
  assignmentId: string,
  now: Date
): Verification {
  const promotion = promotions.find(({ id }) => id === assignmentId)
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
