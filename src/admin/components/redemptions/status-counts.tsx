import { Skeleton, StatusBadge, Text, clx } from "@medusajs/ui"

import type { RedemptionStatus } from "../../../types/promotion-redemption"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { STATUS_COLORS } from "../../words/situation"

/** The most urgent statuses first. */
const SHOWN: RedemptionStatus[] = [
  "attention",
  "pending",
  "redeemed",
  "rejected",
  "linked",
  "released",
]

/**
 * Redemptions keep these statuses only for a moment: shown only if the count is not
 * zero.
 */
const PASSING: RedemptionStatus[] = ["claimed", "redeeming"]

/** How many redemptions have each status. A click filters the table. */
export function StatusCounts({
  counts,
  selected,
  onSelect,
}: {
  /** Undefined while loading: shows placeholders. */
  counts: Record<RedemptionStatus, number> | undefined
  selected: RedemptionStatus[]
  onSelect: (statuses: RedemptionStatus[]) => void
}) {
  const t = useTexts()
  const format = useFormat()
  const passing = PASSING.filter((status) => counts?.[status])

  return (
    <div
      role="group"
      aria-label={t("counts.label")}
      className="grid grid-cols-2 gap-2 px-6 py-4 sm:grid-cols-3 xl:flex xl:flex-wrap"
    >
      {[...SHOWN, ...passing].map((status) => {
        const isSelected = selected.length === 1 && selected[0] === status
        return (
          <button
            key={status}
            type="button"
            aria-pressed={isSelected}
            onClick={() => onSelect(isSelected ? [] : [status])}
            className={clx(
              "bg-ui-bg-base hover:bg-ui-bg-base-hover shadow-elevation-card-rest transition-fg rounded-lg px-3 py-2 text-left outline-none",
              "focus-visible:shadow-borders-focus xl:min-w-[140px] xl:flex-1",
              isSelected &&
                "bg-ui-bg-base-pressed shadow-borders-interactive-with-active"
            )}
          >
            <StatusBadge
              color={STATUS_COLORS[status]}
              className="mb-2 text-nowrap"
            >
              {t(`status.${status}`)}
            </StatusBadge>
            {counts ? (
              <Text size="xlarge" weight="plus" leading="compact">
                {format.number(counts[status])}
              </Text>
            ) : (
              <Skeleton className="h-6 w-8" />
            )}
          </button>
        )
      })}
    </div>
  )
}
