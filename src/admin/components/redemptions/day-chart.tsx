import { Text } from "@medusajs/ui"

import type { AdminPromotionRedemptionDay } from "../../../types/admin-http"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { chartBars, sumOfDays, topOfScale } from "../../lib/day-chart"

/** Bottom to top: `redeemed`, the usual result, is at the bottom. */
const SERIES = ["redeemed", "rejected", "pending", "attention"] as const

const COLORS = {
  redeemed: "text-ui-tag-green-icon",
  rejected: "text-ui-tag-neutral-icon",
  pending: "text-ui-tag-orange-icon",
  attention: "text-ui-tag-red-icon",
}

const HEIGHT = 120

/**
 * How many redemptions came to each state on each day: as a chart, and as a table
 * for users who cannot see the chart or who want the numbers.
 */
export function DayChart({ days }: { days: AdminPromotionRedemptionDay[] }) {
  const t = useTexts()
  const format = useFormat()
  const first = days[0]
  const last = days[days.length - 1]
  const total = sumOfDays(days)

  if (!first || !last || SERIES.every((status) => total[status] === 0)) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
        {t("chart.empty")}
      </Text>
    )
  }
  const top = topOfScale(days)
  const day = ({ date }: AdminPromotionRedemptionDay) =>
    format.calendarDay(date)

  return (
    <div className="px-6 py-4">
      <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1">
        {SERIES.map((status) => (
          <li
            key={status}
            className="txt-compact-small text-ui-fg-subtle flex items-center gap-x-1.5"
          >
            <svg width="10" height="10" aria-hidden className={COLORS[status]}>
              <rect width="10" height="10" rx="2" fill="currentColor" />
            </svg>
            {t(`status.${status}`)}
            <span className="text-ui-fg-base tabular-nums">
              {format.number(total[status])}
            </span>
          </li>
        ))}
      </ul>
      <div className="flex gap-x-2">
        <div
          aria-hidden
          className="txt-compact-xsmall text-ui-fg-subtle flex flex-col justify-between text-right tabular-nums"
        >
          <span>{format.number(top)}</span>
          <span>{format.number(0)}</span>
        </div>
        <svg
          role="img"
          aria-label={t("chart.summary", {
            from: day(first),
            to: day(last),
            ...total,
          })}
          viewBox={`0 0 ${days.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          shapeRendering="crispEdges"
          className="border-ui-border-base h-[120px] w-full border-y border-dashed"
        >
          {chartBars(days, { series: SERIES, top, height: HEIGHT }).map(
            ({ date, status, count, x, y, height }) => (
              <rect
                key={`${date} ${status}`}
                x={x + 0.15}
                y={y}
                width={0.7}
                height={height}
                fill="currentColor"
                className={COLORS[status]}
              >
                <title>{`${format.calendarDay(date)}: ${t(`status.${status}`)} ${format.number(count)}`}</title>
              </rect>
            )
          )}
        </svg>
      </div>
      <div
        aria-hidden
        className="txt-compact-xsmall text-ui-fg-subtle mt-1 flex justify-between pl-5"
      >
        <span>{day(first)}</span>
        <span>{day(last)}</span>
      </div>
      <DayTable days={days} />
    </div>
  )
}

/** The chart's numbers, without days on which nothing happened. */
function DayTable({ days }: { days: AdminPromotionRedemptionDay[] }) {
  const t = useTexts()
  const format = useFormat()
  const busy = days.filter((day) => SERIES.some((status) => day[status] > 0))

  return (
    <details className="mt-3">
      <summary className="txt-compact-small text-ui-fg-subtle focus-visible:shadow-borders-focus w-fit cursor-pointer rounded outline-none">
        {t("chart.table")}
      </summary>
      <div className="mt-2 overflow-x-auto">
        <table className="txt-compact-small text-ui-fg-subtle w-full tabular-nums">
          <thead className="text-left">
            <tr>
              <th scope="col" className="py-1 pr-4 font-medium">
                {t("chart.day")}
              </th>
              {SERIES.map((status) => (
                <th
                  key={status}
                  scope="col"
                  className="px-2 py-1 text-right font-medium"
                >
                  {t(`status.${status}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {busy.map((day) => (
              <tr key={day.date} className="border-ui-border-base border-t">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {format.calendarDay(day.date)}
                </th>
                {SERIES.map((status) => (
                  <td key={status} className="px-2 py-1 text-right">
                    {format.number(day[status])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
