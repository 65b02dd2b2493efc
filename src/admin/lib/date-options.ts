const DAYS_BACK = [7, 30, 90]

/** Choices of a date filter: today, and the last so many days. */
export function dateOptions(
  words: { today: string; lastDays: (count: number) => string },
  now = new Date()
) {
  const startOfDay = (daysBack: number) => {
    const day = new Date(now)
    day.setHours(0, 0, 0, 0)
    day.setDate(day.getDate() - daysBack)
    return { $gte: day.toISOString() }
  }
  return [
    { label: words.today, value: startOfDay(0) },
    ...DAYS_BACK.map((count) => ({
      label: words.lastDays(count),
      value: startOfDay(count),
    })),
  ]
}
