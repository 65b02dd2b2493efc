import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Text } from "@medusajs/ui"

import { LoadError, Loading } from "../components/placeholders"
import { GivenByStaff } from "../components/order/given-by-staff"
import { TriedOffers } from "../components/order/tried-offers"
import { RedemptionSummary } from "../components/redemption-summary"
import { Section } from "../components/section"
import { usePromotionsGivenByStaff } from "../hooks/api/order-promotions"
import {
  useRedemptionsOfOrder,
  useRefusals,
  type WidgetOrder,
} from "../hooks/api/redemptions"
import { useMay } from "../hooks/api/user"
import { useTexts } from "../hooks/use-texts"
import { isForbidden } from "../lib/failure"

/**
 * The offers of an order, and the offers that the customer tried on the order's cart
 * without success.
 */
const OrderOffersWidget = ({ data: order }: { data: WidgetOrder }) => {
  const t = useTexts()
  const { data, isPending, isError, error, refetch } =
    useRedemptionsOfOrder(order)
  // Only an addition: without refusals, the box still shows the order's offers.
  const { data: tried } = useRefusals({ of_order: order.id })
  // Skip refusals whose offer the order has after all, from a later try.
  const refusals = (tried?.promotion_refusals ?? []).filter(
    ({ later_order }) => later_order
  )
  const { data: givenByStaff = [] } = usePromotionsGivenByStaff(order.id)
  const mayRead = useMay("promotion_redemption:read")
  if (mayRead === false || isForbidden(error)) {
    return null
  }

  return (
    <Section title={t("order.title")}>
      {isPending && <Loading rows={2} />}
      {isError && <LoadError text={t("order.error")} onRetry={refetch} />}
      {data?.count === 0 && !refusals.length && givenByStaff.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("order.empty")}
        </Text>
      )}
      {data?.promotion_redemptions
        .filter(({ order_id }) => order_id === order.id)
        .map((redemption) => (
          <RedemptionSummary key={redemption.id} redemption={redemption} />
        ))}
      {data && (
        <TriedOffers
          redemptions={data.promotion_redemptions.filter(
            ({ later_order }) => later_order
          )}
          refusals={refusals}
        />
      )}
      {data &&
        givenByStaff.map((promotion) => (
          <GivenByStaff key={promotion.promotion_id} promotion={promotion} />
        ))}
    </Section>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details.side.after",
  id: "voyado-engage-order-offers",
})

export default OrderOffersWidget
