import { StatusBadge, Text } from "@medusajs/ui"

import type { PromotionGivenByStaff } from "../../hooks/api/order-promotions"
import { useTexts } from "../../hooks/use-texts"
import { offerTitle } from "../../lib/offer-title"
import { InlineLink } from "../inline-link"
import { OfferCode } from "../offer-code"

/**
 * A managed promotion on a draft order: no offer of Engage was used for the
 * discount.
 */
export function GivenByStaff({
  promotion,
}: {
  promotion: PromotionGivenByStaff
}) {
  const t = useTexts()
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Text as="span" size="small" weight="plus" leading="compact">
          <InlineLink to={`/promotions/${promotion.promotion_id}`}>
            {offerTitle(promotion)}
          </InlineLink>
        </Text>
        <StatusBadge color="grey" className="text-nowrap">
          {t("order.byStaff")}
        </StatusBadge>
      </div>
      <OfferCode {...promotion} />
      <Text size="small" className="max-w-[65ch] text-pretty">
        {t("order.byStaffText")}
      </Text>
    </div>
  )
}
