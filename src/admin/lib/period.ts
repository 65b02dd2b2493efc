import type { DateRange } from "./address-state"

const DAY_MS = 86_400_000

/** More days than that the API does not count one by one. */
const MOST_DAYS = 366

/** Days, both included, as the person at the screen counts days. */
export type Period = { from: string; to: string; time_zone: string }

/**
 * The days of a range of times, up to today where it has no end. Null where it has
 * no beginning, or more days than can be shown.
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
  // Swedish dates are written as ISO 8601 has them.
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
