import { Button, Heading, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"

import type { AdminCustomerEngagePromotion } from "../../../types/admin-http"
import { useCustomerOffers } from "../../hooks/api/customer"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { isForbidden } from "../../lib/failure"
import { CustomerCheck } from "../check/customer-check"
import { LoadError, Loading } from "../placeholders"
import { Section } from "../section"

/** A customer's current offers in Engage. */
export function CurrentOffers({ customerId }: { customerId: string }) {
  const t = useTexts()
  const { data, isPending, isError, error, refetch } =
    useCustomerOffers(customerId)
  const [checks, setChecks] = useState(0)

  if (isForbidden(error)) {
    return null
  }
  return (
    <Section
      title={t("customer.now")}
      description={t("customer.nowText")}
      actions={
        <Button
          size="small"
          variant="secondary"
          type="button"
          onClick={() => setChecks(checks + 1)}
        >
          {t("check.action")}
        </Button>
      }
    >
      {checks > 0 && (
        <div className="flex flex-col gap-y-2 px-6 py-4">
          <Heading level="h3">{t("check.title")}</Heading>
          <CustomerCheck customer={customerId} time={checks} />
        </div>
      )}
      {isPending && <Loading rows={2} />}
      {isError && <LoadError text={t("customer.nowError")} onRetry={refetch} />}
      {data && !isError && data.count === 0 && (
        <div className="px-6 py-4">
          <Text size="small">
            {t(
              data.reason
                ? `noContact.${data.reason}.title`
                : "customer.nowEmpty"
            )}
          </Text>
          {data.reason && (
            <Text size="small" className="text-ui-fg-subtle text-pretty">
              {t(`noContact.${data.reason}.text`)}
            </Text>
          )}
        </div>
      )}
      {!isError &&
        data?.engage_promotions.map((offer) => (
          <Offer key={offer.assignment_id} offer={offer} />
        ))}
    </Section>
  )
}

function Offer({ offer }: { offer: AdminCustomerEngagePromotion }) {
  const t = useTexts()
  const format = useFormat()
  const { heading, name, promotion_code, expires_on, applicable, reason } =
    offer
  const title = heading ?? name ?? promotion_code ?? offer.assignment_id
  const facts = [
    promotion_code &&
      promotion_code !== title &&
      t("customer.code", { code: promotion_code }),
    expires_on &&
      t("customer.expires", { date: format.writtenDay(expires_on) }),
  ].filter(Boolean)

  return (
    <div className="flex flex-col gap-y-1 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text as="span" size="small" weight="plus" leading="compact">
          {title}
        </Text>
        <StatusBadge color={applicable ? "green" : "grey"}>
          {t(applicable ? "customer.usable" : "customer.notUsable")}
        </StatusBadge>
      </div>
      {facts.length > 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {facts.join(", ")}
        </Text>
      )}
      {reason && (
        <Text
          size="small"
          className="text-ui-fg-subtle max-w-[65ch] text-pretty"
        >
          {t(`reason.${reason}.why`)}
        </Text>
      )}
    </div>
  )
}
