import type { SandboxEngageCode } from "./engage-errors"
import {
  REDEMPTION_CHANNELS,
  type SandboxAssignment,
  type SandboxChannelType,
} from "./types"

const EMPTY_GUID = "00000000-0000-0000-0000-000000000000"

/** Whether a value is a redemption channel, in capitals as in Engage. */
export function isChannel(value: unknown): value is SandboxChannelType {
  return REDEMPTION_CHANNELS.some((channel) => channel === value)
}

/**
 * Why an assignment cannot be redeemed now, or null if it can.
 *
 * The codes are the Seed's. When Engage uses each code, and in which order Engage
 * checks, is Inferred from the names. An expired assignment counts as missing, since
 * the Seed names no code for expiry.
 */
export function redeemRefusal(
  assignmentId: string,
  known:
    { assignment: SandboxAssignment; contactId: string | null } | undefined,
  channel: unknown,
  now: Date
): SandboxEngageCode | null {
  if (!isChannel(channel)) {
    return "NotAValidRedemptionChannel"
  }
  if (!assignmentId.trim() || assignmentId === EMPTY_GUID) {
    return "InvalidPromotionIdNoData"
  }
  if (!known) {
    return "PromotionNotFound"
  }
  const { assignment, contactId } = known
  if (contactId === null) {
    return "PromotionNotAssociatedWithContact"
  }
  if (assignment.redeemed) {
    return "PromotionAlreadyRedeemed"
  }
  if (isPast(assignment.expiresOn, now)) {
    return "PromotionNotFound"
  }
  if (!assignment.redemptionChannels.some(({ type }) => type === channel)) {
    return "PromotionNotValidForRedemptionChannel"
  }
  return null
}

const DAY_ALONE = /^\d{4}-\d{2}-\d{2}$/

/**
 * Whether a date (ISO 8601, or null for never) has passed. A day without a time lasts
 * until its end, in UTC.
 */
export function isPast(date: string | null, now: Date): boolean {
  if (date === null) {
    return false
  }
  const end = DAY_ALONE.test(date) ? `${date}T23:59:59.999Z` : date
  return new Date(end).getTime() <= now.getTime()
}
