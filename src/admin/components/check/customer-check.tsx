import { Button, Heading, Input, Label, StatusBadge, Text } from "@medusajs/ui"
import { useId, useState, type FormEvent } from "react"

import type { AdminCheckedOffer } from "../../../types/admin-http"
import { useEngageCheck } from "../../hooks/api/customer"
import { useTexts } from "../../hooks/use-texts"
import { isForbidden, isNotFound } from "../../lib/failure"
import { LoadError, Loading } from "../placeholders"
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

/** Checks a customer whose e-mail address or id the operator enters. */
export function CheckForm() {
  const t = useTexts()
  const id = useId()
  const [text, setText] = useState("")
  const [asked, setAsked] = useState({ customer: "", time: 0 })
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const customer = text.trim()
    if (customer) {
      setAsked(({ time }) => ({ customer, time: time + 1 }))
    }
  }

  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div>
        <Heading level="h2">{t("check.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("check.description")}
        </Text>
      </div>
      <form onSubmit={ask} className="flex flex-col gap-y-2">
        <Label htmlFor={id} size="small">
          {t("check.customer")}
        </Label>
        <div className="flex gap-x-2">
          <div className="flex-1">
            <Input
              id={id}
              size="small"
              autoComplete="off"
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </div>
          <Button
            size="small"
            variant="secondary"
            type="submit"
            className="shrink-0"
          >
            {t("check.action")}
          </Button>
        </div>
      </form>
      {asked.time > 0 && <CustomerCheck {...asked} />}
    </div>
  )
}
