/** How many days the choices of a period cover, today included. */
export const PERIODS = [7, 30, 90] as const

/** The first moment of a period of so many days, today included. */
export function startOfPeriod(days: number, now = new Date()): string {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - (days - 1))
  return day.toISOString()
}

/**
 * How many days a period has that is counted back from today: 1, or one of
 * {@link PERIODS}. Null: another one.
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

/** Choices of a date filter: today, and the last so many days. */
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
