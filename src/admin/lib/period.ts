import type { AdminPromotionRedemptionSummaryParams } from "../../types/admin-http"

const DAY_MS = 86_400_000

/**
 * The last so many days, today included, as the person at the screen counts
 * days.
 */
export function periodOfDays(
  days: number,
  now = new Date()
): Required<AdminPromotionRedemptionSummaryParams> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  // Swedish dates are written as ISO 8601 has them.
  const isoDay = new Intl.DateTimeFormat("sv", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  })
  const to = isoDay.format(now)
  const from = new Date(Date.parse(to) - (days - 1) * DAY_MS)
  return {
    from: from.toISOString().slice(0, 10),
    to,
    time_zone: timeZone,
  }
}
