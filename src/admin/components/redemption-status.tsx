import { StatusBadge } from "@medusajs/ui"

import type { RedemptionStatus } from "../../types/promotion-redemption"
import { useTexts } from "../hooks/use-texts"
import { STATUS_COLORS } from "../words/situation"

/** Where a redemption stands, in one word. */
export function RedemptionStatusBadge({
  status,
}: {
  status: RedemptionStatus
}) {
  const t = useTexts()
  return (
    <StatusBadge color={STATUS_COLORS[status]} className="text-nowrap">
      {t(`status.${status}`)}
    </StatusBadge>
  )
}
