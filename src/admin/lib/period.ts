import type { AdminDateFilter } from "../../types/admin-http"

const DAY_MS = 86_400_000

/** The bounds of a time. */
export type DateRange = Exclude<AdminDateFilter, string>

/** The longest period that the API counts by day. */
export const MOST_DAYS = 366

/**
 * The first and last day of a range of times, both included, in the operator's time
 * zone. A range without an end goes up to today. Null if the range has no beginning,
 * or more days than the chart can show.
 */
export function periodOfRange(
  range: DateRange | null | undefined,
  now = new Date()
): { from: string; to: string; time_zone: string } | null {
  const begin = range?.$gte ?? range?.$gt
  if (!begin) {
    return null
  }
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  // Swedish dates have the form of ISO 8601.
  const isoDay = new Intl.DateTimeFormat("sv", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  })
  const from = isoDay.format(new Date(begin))
  const end = range?.$lte ?? range?.$lt
  const to = isoDay.format(end ? new Date(end) : now)
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  return days >= 1 && days <= MOST_DAYS
    ? { from, to, time_zone: timeZone }
    : null
}

/** The lengths of the selectable periods in days, including today. */
export const PERIODS = [7, 30, 90] as const

/** The first moment of a period of `days` days, including today. */
export function startOfPeriod(days: number, now = new Date()): string {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - (days - 1))
  return day.toISOString()
}

/**
 * The number of days in a period that ends today: 1, or a value of {@link PERIODS}.
 * Null for every other period.
 */
export function daysOfPeriod(
  range: object | null | undefined,
  now = new Date()
): number | null {
  const { $gte, ...others } = (range ?? {}) as { $gte?: string }
  return Object.keys(others).length
    ? null
    : ([1, ...PERIODS].find((days) => startOfPeriod(days, now) === $gte) ??
        null)
}

/** The choices of a date filter: today, and the last 7, 30 or 90 days. */
export function dateOptions(
  words: { today: string; lastDays: (count: number) => string },
  now = new Date()
) {
  return [
    { label: words.today, value: { $gte: startOfPeriod(1, now) } },
    ...PERIODS.map((count) => ({
      label: words.lastDays(count),
      value: { $gte: startOfPeriod(count, now) },
    })),
  ]
}
