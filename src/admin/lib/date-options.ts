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
