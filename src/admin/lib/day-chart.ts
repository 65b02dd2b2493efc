import type { AdminPromotionRedemptionDay } from "../../types/admin-http"

/** A state in the chart. */
type Series = Exclude<keyof AdminPromotionRedemptionDay, "date">

/**
 * A segment of a day's bar; `x` counts days, the other numbers are in the chart's
 * units.
 */
type Bar = {
  date: string
  status: Series
  count: number
  x: number
  y: number
  height: number
}

function sumOfDay({ redeemed, rejected, pending, attention }: Counts): number {
  return redeemed + rejected + pending + attention
}

type Counts = Record<Series, number>

/** The sum of all days. */
export function sumOfDays(days: AdminPromotionRedemptionDay[]): Counts {
  return days.reduce<Counts>(
    (sum, day) => ({
      redeemed: sum.redeemed + day.redeemed,
      rejected: sum.rejected + day.rejected,
      pending: sum.pending + day.pending,
      attention: sum.attention + day.attention,
    }),
    { redeemed: 0, rejected: 0, pending: 0, attention: 0 }
  )
}

/**
 * The round number for the top of the scale, at least the highest day: 1, 2 or 5
 * with zeros.
 */
export function topOfScale(days: AdminPromotionRedemptionDay[]): number {
  const most = Math.max(1, ...days.map(sumOfDay))
  const zeros = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 5, 10].find((factor) => factor * zeros >= most) ?? 10
  return step * zeros
}

/**
 * The stacked segments of every day's bar.
 * @param series - from the bottom up
 * @param top - the count that a full bar represents
 */
export function chartBars(
  days: AdminPromotionRedemptionDay[],
  {
    series,
    top,
    height,
  }: { series: readonly Series[]; top: number; height: number }
): Bar[] {
  return days.flatMap((day, x) => {
    let below = 0
    return series.flatMap((status) => {
      const count = day[status]
      if (!count) {
        return []
      }
      below += count
      return [
        {
          date: day.date,
          status,
          count,
          x,
          y: height - (below / top) * height,
          height: (count / top) * height,
        },
      ]
    })
  })
}
