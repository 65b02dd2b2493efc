import { StatusBadge } from "@medusajs/ui"

import { useTexts } from "../hooks/use-texts"
import { STATUS_COLORS, wordOf, type Standing } from "../words/situation"

/** Where a redemption stands, in a word or two. */
export function RedemptionStatusBadge({ status, reason }: Standing) {
  const t = useTexts()
  return (
    <StatusBadge color={STATUS_COLORS[status]} className="text-nowrap">
      {t(`status.${wordOf({ status, reason })}`)}
    </StatusBadge>
  )
}
