import { StatusBadge, Text } from "@medusajs/ui"

import type { AdminCheckedOffer } from "../../../types/admin-http"
import { useEngageCheck } from "../../hooks/api/engage-check"
import { useTexts } from "../../hooks/use-texts"
import { isForbidden, isNotFound } from "../../lib/failure"
import { LoadError } from "../load-error"
import { Loading } from "../loading"
import { CheckStep } from "./step"

/** Why a customer sees no offers, step by step up to the first step that fails. */
export function CustomerCheck({
  customer,
  time,
}: {
  customer: string
  /** How often the operator asked; a new number asks again. */
  time: number
}) {
  const t = useTexts()
  const { data, isPending, isError, error, refetch } = useEngageCheck(
    customer,
    time
  )

  if (isPending) {
    return <Loading rows={3} />
  }
  if (isError && (isNotFound(error) || isForbidden(error))) {
    return (
      <Text size="small" role="status">
        {t(isNotFound(error) ? "check.nobody" : "check.forbidden")}
      </Text>
    )
  }
  if (isError || !data) {
    return <LoadError text={t("check.error")} onRetry={refetch} />
  }
  return (
    <div className="flex flex-col gap-y-2" aria-live="polite">
      <ol className="divide-y">
        {data.steps.map((checked) => (
          <CheckStep key={checked.step} checked={checked} />
        ))}
      </ol>
      {data.engage_promotions.length > 0 && (
        <ul className="flex flex-col gap-y-2 border-t pt-2">
          {data.engage_promotions.map((offer) => (
            <Offer key={offer.assignment_id} offer={offer} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Offer({ offer }: { offer: AdminCheckedOffer }) {
  const t = useTexts()
  const { name, heading, promotion_code, reason, missing_currencies } = offer
  return (
    <li className="flex flex-col gap-y-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text as="span" size="small" leading="compact">
          {name ?? heading ?? promotion_code ?? offer.assignment_id}
        </Text>
        <StatusBadge color={offer.applicable ? "green" : "red"}>
          {t(offer.applicable ? "customer.usable" : "customer.notUsable")}
        </StatusBadge>
      </div>
      {reason && (
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t(`reason.${reason}.why`)}
        </Text>
      )}
      {promotion_code && reason === "promotion_not_configured" && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("customer.code", { code: promotion_code })}
        </Text>
      )}
      {missing_currencies.length > 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("check.missingCurrencies", {
            currencies: missing_currencies.join(", ").toUpperCase(),
          })}
        </Text>
      )}
    </li>
  )
}
