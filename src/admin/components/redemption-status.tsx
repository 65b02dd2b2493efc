import { StatusBadge } from "@medusajs/ui"

import { useTexts } from "../hooks/use-texts"
import { colorOf, wordOf, type Standing } from "../words/situation"

/** A redemption's status, in a word or two. */
export function RedemptionStatusBadge(standing: Standing) {
  const t = useTexts()
  return (
    <StatusBadge color={colorOf(standing)} className="text-nowrap">
      {t(`status.${wordOf(standing)}`)}
    </StatusBadge>
  )
}
