import { Copy } from "@medusajs/ui"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { customerName } from "../../lib/names"
import { InlineLink } from "../inline-link"
import { Section, SectionRow } from "../section"

type Props = { redemption: AdminPromotionRedemptionDetail }

/** The promotion and the discount of the offer. */
export function OfferFacts({ redemption }: Props) {
  const t = useTexts()
  const format = useFormat()
  const goneOrHidden = useGoneOrHidden()
  const { promotion, discount_amount, currency_code } = redemption

  return (
    <Section title={t("detail.offer")}>
      {redemption.promotion_name !== null && (
        <SectionRow name={t("detail.name")}>
          {redemption.promotion_name}
        </SectionRow>
      )}
      {redemption.promotion_heading !== null &&
        redemption.promotion_heading !== redemption.promotion_name && (
          <SectionRow name={t("detail.heading")}>
            {redemption.promotion_heading}
          </SectionRow>
        )}
      <SectionRow name={t("detail.promotion")}>
        {promotion ? (
          <InlineLink to={`/promotions/${promotion.id}`}>
            {promotion.code}
          </InlineLink>
        ) : (
          `${redemption.promotion_code}${goneOrHidden(promotion)}`
        )}
      </SectionRow>
      <SectionRow name={t("detail.discount")}>
        {discount_amount !== null && currency_code
          ? format.money(discount_amount, currency_code)
          : t("detail.noDiscount")}
      </SectionRow>
      <SectionRow name={t("detail.channel")}>{redemption.channel}</SectionRow>
      <SectionRow name={t("detail.assignment")}>
        {redemption.assignment_id ? (
          <Id value={redemption.assignment_id} />
        ) : (
          t("detail.noAssignment")
        )}
      </SectionRow>
      {redemption.engage_promotion_id && (
        <SectionRow name={t("detail.template")}>
          <Id value={redemption.engage_promotion_id} />
        </SectionRow>
      )}
    </Section>
  )
}

/** The customer, the order and the cart. */
export function CustomerFacts({ redemption }: Props) {
  const t = useTexts()
  const format = useFormat()
  const goneOrHidden = useGoneOrHidden()
  const { customer, order, cart } = redemption

  return (
    <Section title={t("detail.who")}>
      <SectionRow name={t("detail.order")}>
        {order ? (
          <>
            <InlineLink to={`/orders/${order.id}`}>
              #{order.display_id}
            </InlineLink>
            <span>
              {", "}
              {t("detail.orderPlaced", {
                date: format.dateTime(order.created_at),
              })}
              {order.status === "canceled" && `, ${t("detail.orderCanceled")}`}
            </span>
          </>
        ) : redemption.order_id ? (
          `${redemption.order_id}${goneOrHidden(order)}`
        ) : (
          t("detail.noOrder")
        )}
      </SectionRow>
      {redemption.later_order && (
        <SectionRow name={t("detail.laterOrder")}>
          <InlineLink to={`/orders/${redemption.later_order.id}`}>
            #{redemption.later_order.display_id}
          </InlineLink>
        </SectionRow>
      )}
      <SectionRow name={t("detail.customer")}>
        {customer ? (
          <InlineLink to={`/customers/${customer.id}`}>
            {customerName(customer)}
          </InlineLink>
        ) : customer === undefined ? (
          t("general.none")
        ) : (
          t("detail.noCustomer")
        )}
      </SectionRow>
      {redemption.contact_id && (
        <SectionRow name={t("detail.contact")}>
          <Id value={redemption.contact_id} />
        </SectionRow>
      )}
      <SectionRow name={t("detail.cart")}>
        <Id value={redemption.cart_id} />
        {!cart && ` (${t("detail.deleted")})`}
      </SectionRow>
      {redemption.payment_collection_id && (
        <SectionRow name={t("detail.payment")}>
          <Id value={redemption.payment_collection_id} />
        </SectionRow>
      )}
    </Section>
  )
}

/**
 * Returns " (deleted)" for a deleted record. Returns an empty text if Medusa left
 * the record out because the user may not read records of this type.
 */
function useGoneOrHidden() {
  const t = useTexts()
  return (relation: object | null | undefined) =>
    relation === null ? ` (${t("detail.deleted")})` : ""
}

/** An id with a button to copy the id. */
function Id({ value }: { value: string }) {
  return (
    <span className="flex items-start gap-x-1">
      <code className="txt-compact-xsmall min-w-0 break-all">{value}</code>
      <Copy content={value} variant="mini" className="text-ui-fg-subtle" />
    </span>
  )
}
