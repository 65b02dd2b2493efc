import { Text } from "@medusajs/ui"

import type { AdminNotGiven } from "../../../types/admin-http"
import { useHealth } from "../../hooks/api/health"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { Section } from "../section"

/**
 * Offers that Engage shows to shoppers but that the shop cannot give. Renders
 * nothing if there are none.
 */
export function NotGiven() {
  const t = useTexts()
  const { data: health } = useHealth()
  if (!health?.not_given.length) {
    return null
  }
  return (
    <Section
      title={t("notGiven.title")}
      description={t("notGiven.description")}
    >
      <ul className="divide-y">
        {health.not_given.map((offer) => (
          <Row
            key={[
              offer.kind,
              offer.promotion_code,
              offer.currency_code,
              offer.promotion_name,
            ].join()}
            offer={offer}
          />
        ))}
      </ul>
    </Section>
  )
}

function Row({ offer }: { offer: AdminNotGiven }) {
  const t = useTexts()
  const format = useFormat()
  const { kind, promotion_name, promotion_code, currency_code } = offer
  return (
    <li className="flex flex-col justify-between gap-x-4 gap-y-1 px-6 py-3 sm:flex-row">
      <div>
        <Text size="small" weight="plus" leading="compact">
          {promotion_name ?? promotion_code ?? t(`notGiven.${kind}.name`)}
        </Text>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t(`notGiven.${kind}.text`, {
            code: promotion_code,
            currency: currency_code?.toUpperCase(),
          })}
        </Text>
      </div>
      <Text
        size="small"
        className="text-ui-fg-subtle shrink-0 tabular-nums sm:text-right"
      >
        {t("notGiven.seen", {
          count: offer.count,
          when: format.relative(offer.last_seen_at),
        })}
      </Text>
    </li>
  )
}
