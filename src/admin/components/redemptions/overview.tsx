import { Container, Heading, Select, Skeleton, Text } from "@medusajs/ui"
import { useMemo, useState, type ReactNode } from "react"

import type { RedemptionStatus } from "../../../types/promotion-redemption"
import { useSummary } from "../../hooks/api/redemptions"
import { useTexts } from "../../hooks/use-texts"
import { periodOfDays } from "../../lib/period"
import { LoadError } from "../load-error"
import { DayChart } from "./day-chart"
import { StatusCounts } from "./status-counts"
import { UnpaidOrders } from "./unpaid-orders"

/** How many days the chart can show. */
const PERIODS = [7, 30, 90]

/** The head of the page: how many, and how it went day by day. */
export function Overview({
  actions,
  selected,
  onSelect,
  onShowUnpaid,
}: {
  actions: ReactNode
  selected: RedemptionStatus[]
  onSelect: (statuses: RedemptionStatus[]) => void
  onShowUnpaid: () => void
}) {
  const t = useTexts()
  const [days, setDays] = useState(30)
  const period = useMemo(() => periodOfDays(days), [days])
  const { data: summary, isError, refetch } = useSummary(period)

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col justify-between gap-3 px-6 py-4 md:flex-row md:items-center">
        <div>
          <Heading>{t("page.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("page.description")}
          </Text>
        </div>
        <div className="flex flex-wrap gap-2">{actions}</div>
      </div>
      {isError ? (
        <LoadError text={t("chart.error")} onRetry={refetch} />
      ) : (
        <>
          <StatusCounts
            counts={summary?.counts}
            selected={selected}
            onSelect={onSelect}
          />
          <UnpaidOrders onShow={onShowUnpaid} />
          <div>
            <div className="flex items-center justify-between gap-x-2 px-6 pt-4">
              <div>
                <Heading level="h2">{t("chart.title")}</Heading>
                <Text size="small" className="text-ui-fg-subtle">
                  {t("chart.description")}
                </Text>
              </div>
              <Select
                size="small"
                value={String(days)}
                onValueChange={(value) => setDays(Number(value))}
              >
                <Select.Trigger
                  aria-label={t("chart.period")}
                  className="w-fit shrink-0"
                >
                  <Select.Value />
                </Select.Trigger>
                <Select.Content>
                  {PERIODS.map((count) => (
                    <Select.Item key={count} value={String(count)}>
                      {t("chart.days", { count })}
                    </Select.Item>
                  ))}
                </Select.Content>
              </Select>
            </div>
            {summary ? (
              <DayChart days={summary.days} />
            ) : (
              <div className="px-6 py-4">
                <Skeleton className="h-[160px] w-full" />
              </div>
            )}
          </div>
        </>
      )}
    </Container>
  )
}
