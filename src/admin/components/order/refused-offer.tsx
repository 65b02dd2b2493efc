import type { AdminPromotionRefusal } from "../../../types/admin-http"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { InlineLink } from "../inline-link"
import { OfferCode } from "../offer-code"
import { TriedOffer } from "./tried-offer"

/** An offer that was refused when a customer applied it to a cart. */
export function RefusedOffer({
  refusal,
  isOnOrder = false,
}: {
  refusal: AdminPromotionRefusal
  /** True on the page of the later order: no link to that order is needed. */
  isOnOrder?: boolean
}) {
  const t = useTexts()
  const format = useFormat()
  const { promotion_name, promotion_code, later_order, reason } = refusal
  return (
    <TriedOffer
      title={promotion_name ?? promotion_code ?? t("customer.triedOffer")}
      code={
        promotion_code !== null && (
          <OfferCode
            promotion_code={promotion_code}
            promotion_name={promotion_name}
          />
        )
      }
      why={t(`reason.${reason}.why`)}
      facts={[
        t("customer.triedTimes", {
          count: refusal.count,
          when: format.dateTime(refusal.refused_at),
        }),
        !isOnOrder && later_order && (
          <InlineLink to={`/orders/${later_order.id}`}>
            {t("order.laterOrder", { order: `#${later_order.display_id}` })}
          </InlineLink>
        ),
      ]}
    />
  )
}
