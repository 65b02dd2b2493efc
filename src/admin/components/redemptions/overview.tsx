import { ChevronDownMini } from "@medusajs/icons"
import {
  Button,
  Container,
  Heading,
  Select,
  Skeleton,
  Text,
  clx,
} from "@medusajs/ui"
import { useId, useState, type ReactNode } from "react"

import type { RedemptionStatus } from "../../../types/promotion-redemption"
import { useHealth } from "../../hooks/api/health"
import { useSummary } from "../../hooks/api/redemptions"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { filtersOf, type AddressState } from "../../lib/address-state"
import {
  daysOfPeriod,
  PERIODS,
  periodOfRange,
  startOfPeriod,
  type DateRange,
} from "../../lib/period"
import { LoadError } from "../placeholders"
import { DayChart } from "./day-chart"
import { StatusCounts } from "./status-counts"

type Props = {
  address: AddressState
  onSelect: (statuses: RedemptionStatus[]) => void
  onPeriod: (period: DateRange | undefined) => void
  onShowUnpaid: () => void
}

/**
 * How many listed redemptions are in each state, and a chart by day. Folded at
 * first, because most operators come for the list.
 */
export function Overview(props: Props) {
  const t = useTexts()
  const id = useId()
  const [isOpen, setOpen] = useState(false)

  return (
    <Container className="p-0">
      <Heading level="h2">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="focus-visible:shadow-borders-focus flex w-full items-center justify-between gap-x-2 rounded-lg px-6 py-4 text-left outline-none"
        >
          {t("chart.heading")}
          <ChevronDownMini
            aria-hidden
            className={clx("text-ui-fg-subtle", isOpen && "rotate-180")}
          />
        </button>
      </Heading>
      <div id={id} hidden={!isOpen}>
        {isOpen && <Numbers {...props} />}
      </div>
    </Container>
  )
}

function Numbers({ address, onSelect, onPeriod, onShowUnpaid }: Props) {
  const t = useTexts()
  const range = address.filtering.status_changed_at as
    DateRange | null | undefined
  const period = periodOfRange(range)
  const {
    data: summary,
    isError,
    refetch,
  } = useSummary({ ...filtersOf(address), ...period })

  if (isError) {
    return <LoadError text={t("chart.error")} onRetry={refetch} />
  }
  return (
    <div className="divide-y border-t">
      <StatusCounts
        counts={summary?.counts}
        selected={(address.filtering.status as RedemptionStatus[]) ?? []}
        onSelect={onSelect}
      />
      <UnpaidOrders onShow={onShowUnpaid} />
      <div>
        <div className="flex flex-wrap items-center justify-between gap-2 px-6 pt-4">
          <div>
            <Heading level="h3">{t("chart.title")}</Heading>
            <Text size="small" className="text-ui-fg-subtle text-pretty">
              {t("chart.description")}
            </Text>
          </div>
          <PeriodSelect range={range} onChange={onPeriod} />
        </div>
        <Chart isWanted={period !== null}>
          {summary ? (
            <DayChart days={summary.days} />
          ) : (
            <div className="px-6 py-4">
              <Skeleton className="h-[160px] w-full" />
            </div>
          )}
        </Chart>
      </div>
    </div>
  )
}

/** Orders that wait for a customer's payment: information, not a problem. */
function UnpaidOrders({ onShow }: { onShow: () => void }) {
  const t = useTexts()
  const format = useFormat()
  const { data: health } = useHealth()
  const { count = 0, oldest_at = null } = health?.unpaid ?? {}
  if (!count) {
    return null
  }
  return (
    <div className="flex flex-col justify-between gap-2 px-6 py-3 sm:flex-row sm:items-center">
      <Text size="small" className="text-ui-fg-subtle text-pretty">
        <span className="text-ui-fg-base font-medium">
          {t("unpaid.title", { count })}
        </span>
        {oldest_at &&
          `, ${t("health.oldest", { age: format.relative(oldest_at) })}`}
        {". "}
        {t("unpaid.text")}
      </Text>
      <Button
        size="small"
        variant="secondary"
        type="button"
        className="w-fit shrink-0"
        onClick={onShow}
      >
        {t("unpaid.action")}
      </Button>
    </div>
  )
}

/**
 * Without a period there is no chart: a chart of all time would show other rows than
 * the list.
 */
function Chart({
  isWanted,
  children,
}: {
  isWanted: boolean
  children: ReactNode
}) {
  const t = useTexts()
  return isWanted ? (
    children
  ) : (
    <Text size="small" className="text-ui-fg-subtle px-6 py-6 text-pretty">
      {t("chart.choosePeriod")}
    </Text>
  )
}

const ALL = "all"
const CUSTOM = "custom"

/** The period of the whole page: list, counts and chart. */
function PeriodSelect({
  range,
  onChange,
}: {
  range: DateRange | null | undefined
  onChange: (period: DateRange | undefined) => void
}) {
  const t = useTexts()
  const days = daysOfPeriod(range)
  const value = range ? String(days ?? CUSTOM) : ALL
  const name = (count: number) =>
    count === 1 ? t("dates.today") : t("chart.days", { count })

  return (
    <Select
      size="small"
      value={value}
      onValueChange={(chosen) =>
        onChange(
          chosen === ALL ? undefined : { $gte: startOfPeriod(Number(chosen)) }
        )
      }
    >
      <Select.Trigger aria-label={t("chart.period")} className="w-fit shrink-0">
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={ALL}>{t("chart.allTime")}</Select.Item>
        {[1, ...PERIODS].map((count) => (
          <Select.Item key={count} value={String(count)}>
            {name(count)}
          </Select.Item>
        ))}
        {value === CUSTOM && (
          <Select.Item value={CUSTOM} disabled>
            {t("dates.custom")}
          </Select.Item>
        )}
      </Select.Content>
    </Select>
  )
}
