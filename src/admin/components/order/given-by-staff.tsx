import { StatusBadge, Text } from "@medusajs/ui"

import { useTexts } from "../../hooks/use-texts"
import { InlineLink } from "../inline-link"

/**
 * A managed promotion on a draft order: no offer of Engage was used for the
 * discount.
 */
export function GivenByStaff({
  promotion: { id, code },
}: {
  promotion: { id: string; code: string }
}) {
  const t = useTexts()
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Text as="span" size="small" weight="plus" leading="compact">
          <InlineLink to={`/promotions/${id}`}>{code}</InlineLink>
        </Text>
        <StatusBadge color="grey" className="text-nowrap">
          {t("order.byStaff")}
        </StatusBadge>
      </div>
      <Text size="small" className="max-w-[65ch] text-pretty">
        {t("order.byStaffText")}
      </Text>
    </div>
  )
}
