import { Text } from "@medusajs/ui"

import { useRedemptions } from "../../hooks/api/redemptions"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { isForbidden } from "../../lib/failure"
import { offerTitle } from "../../lib/offer-title"
import { InlineLink } from "../inline-link"
import { LoadError, Loading } from "../placeholders"
import { OfferCode } from "../offer-code"
import { RedemptionStatusBadge } from "../redemption-status"
import { Section } from "../section"

/** A link leads to the full list. */
const SHOWN = 5

/** The offers that a customer has used in this shop, newest first. */
export function PastRedemptions({ customerId }: { customerId: string }) {
  const t = useTexts()
  const format = useFormat()
  const { data, isPending, isError, error, refetch } = useRedemptions({
    customer_id: customerId,
    limit: SHOWN,
  })

  if (isForbidden(error)) {
    return null
  }
  return (
    <Section
      title={t("customer.past")}
      actions={
        data && data.count > SHOWN ? (
          <Text as="div" size="small">
            <InlineLink to={`/promotion-redemptions?customer_id=${customerId}`}>
              {t("customer.all", { count: data.count })}
            </InlineLink>
          </Text>
        ) : undefined
      }
    >
      {isPending && <Loading rows={2} />}
      {isError && (
        <LoadError text={t("customer.pastError")} onRetry={refetch} />
      )}
      {data?.count === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("customer.pastEmpty")}
        </Text>
      )}
      {data?.promotion_redemptions.map((redemption) => {
        const { id, order, reason } = redemption
        const { discount_amount, currency_code, later_order } = redemption
        return (
          <div
            key={id}
            className="txt-compact-small text-ui-fg-subtle flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-3"
          >
            <div className="flex flex-col gap-y-1">
              <InlineLink to={`/promotion-redemptions/${id}`}>
                {offerTitle(redemption)}
              </InlineLink>
              <OfferCode {...redemption} />
              <span>
                {[
                  order
                    ? t("customer.onOrder", { order: `#${order.display_id}` })
                    : order === null && !later_order && t("table.noOrder"),
                  format.date(redemption.status_changed_at),
                  discount_amount !== null &&
                    currency_code &&
                    format.money(discount_amount, currency_code),
                  reason && t(`reason.${reason}.label`),
                ]
                  .filter(Boolean)
                  .join(", ")}
              </span>
              {later_order && (
                <InlineLink to={`/orders/${later_order.id}`}>
                  {t("order.laterOrder", {
                    order: `#${later_order.display_id}`,
                  })}
                </InlineLink>
              )}
            </div>
            <RedemptionStatusBadge {...redemption} />
          </div>
        )
      })}
    </Section>
  )
}
