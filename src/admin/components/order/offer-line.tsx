import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import type { AdminPromotionRefusal } from "../../../types/admin-http"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { InlineLink } from "../inline-link"
import { OfferCode } from "../offer-code"

/** An offer that a customer tried and did not use: name, status and reason. */
export function OfferLine({
  title,
  code,
  badge,
  why,
  facts,
}: {
  /** The offer's name, or a link with the name. */
  title: ReactNode
  code?: ReactNode
  badge?: ReactNode
  why: string
  facts: ReactNode[]
}) {
  return (
    <div className="flex flex-col gap-y-1 px-6 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Text as="span" size="small" weight="plus" leading="compact">
          {title}
        </Text>
        {badge}
      </div>
      {code}
      <Text size="small" className="max-w-[65ch] text-pretty">
        {why}
      </Text>
      {facts.filter(Boolean).length > 0 && (
        <Text
          as="div"
          size="small"
          className="text-ui-fg-subtle flex flex-wrap gap-x-2"
        >
          {facts.filter(Boolean).map((fact, index) => (
            <span key={index}>{fact}</span>
          ))}
        </Text>
      )}
    </div>
  )
}

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
    <OfferLine
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
