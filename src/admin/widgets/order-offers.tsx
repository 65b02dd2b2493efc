import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Text } from "@medusajs/ui"

import { LoadError } from "../components/load-error"
import { Loading } from "../components/loading"
import { GivenByStaff } from "../components/order/given-by-staff"
import { RedemptionSummary } from "../components/redemption-summary"
import { Section } from "../components/section"
import { usePromotionsGivenByStaff } from "../hooks/api/order-promotions"
import { useRedemptions } from "../hooks/api/redemptions"
import { useMay } from "../hooks/api/rights"
import { useTexts } from "../hooks/use-texts"
import { isForbidden } from "../lib/failure"

/** More than any order has. */
const LIMIT = 50

/** The offers of an order and what became of each. */
const OrderOffersWidget = ({ data: order }: { data: { id: string } }) => {
  const t = useTexts()
  const { data, isPending, isError, error, refetch } = useRedemptions({
    order_id: order.id,
    limit: LIMIT,
  })
  const { data: givenByStaff = [] } = usePromotionsGivenByStaff(order.id)
  const mayRead = useMay("promotion_redemption:read")
  if (mayRead === false || isForbidden(error)) {
    return null
  }

  return (
    <Section title={t("order.title")}>
      {isPending && <Loading rows={2} />}
      {isError && <LoadError text={t("order.error")} onRetry={refetch} />}
      {data?.count === 0 && givenByStaff.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("order.empty")}
        </Text>
      )}
      {data?.promotion_redemptions.map((redemption) => (
        <RedemptionSummary key={redemption.id} redemption={redemption} />
      ))}
      {data &&
        givenByStaff.map((promotion) => (
          <GivenByStaff key={promotion.id} promotion={promotion} />
        ))}
    </Section>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details.side.after",
  id: "voyado-engage-order-offers",
})

export default OrderOffersWidget
