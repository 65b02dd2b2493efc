import type { DateRange } from "./address-state"

const DAY_MS = 86_400_000

/** The longest period that the API counts by day. */
const MOST_DAYS = 366

/** The first and last day, both included, in the operator's time zone. */
export type Period = { from: string; to: string; time_zone: string }

/**
 * The days of a range of times; a range without an end goes up to today. Null if the
 * range has no beginning, or more days than the chart can show.
 */
export function periodOfRange(
  range: DateRange | null | undefined,
  now = new Date()
): Period | null {
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
