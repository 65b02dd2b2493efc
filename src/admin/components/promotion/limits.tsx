import { Alert, Text } from "@medusajs/ui"

import type { AdminPromotionEngage } from "../../../types/admin-http"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { isUsedUp } from "../../words/limits"

/** Warns of Medusa's own limits, which can refuse customers who have an offer. */
export function LimitsWarning({ engage }: { engage: AdminPromotionEngage }) {
  const t = useTexts()
  const sentences = useSentences(engage)
  if (!engage.require_assignment || !sentences.length) {
    return null
  }
  const usedUp = isUsedUp(engage.limits)

  return (
    <div className="px-6 py-4">
      <Alert variant={usedUp ? "error" : "warning"}>
        <div className="flex flex-col gap-y-2">
          <Text size="small" weight="plus">
            {t(usedUp ? "limits.usedUp" : "limits.title")}
          </Text>
          <ul className="flex list-disc flex-col gap-y-1 pl-4">
            {sentences.map((sentence) => (
              <li
                key={sentence}
                className="txt-small text-ui-fg-subtle text-pretty"
              >
                {sentence}
              </li>
            ))}
          </ul>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t(usedUp ? "limits.usedUpText" : "limits.text")}
          </Text>
        </div>
      </Alert>
    </div>
  )
}

function useSentences({ limits }: AdminPromotionEngage): string[] {
  const t = useTexts()
  const format = useFormat()
  const { usage_limit, usage_count, budget, once_per_customer } = limits
  const sentences: string[] = []

  if (usage_limit !== null) {
    sentences.push(
      t("limits.uses", {
        count: usage_limit,
        limit: format.number(usage_limit),
        used: format.number(usage_count),
      })
    )
  }
  if (once_per_customer) {
    sentences.push(t("limits.oncePerCustomer"))
  } else if (budget && budget.limit !== null) {
    const { type, limit, used, currency_code } = budget
    const amount = (value: number) =>
      currency_code ? format.money(value, currency_code) : format.number(value)
    sentences.push(
      type.endsWith("_by_attribute")
        ? t("limits.budgetEach", { limit: amount(limit) })
        : t(type === "spend" ? "limits.budgetMoney" : "limits.budgetUses", {
            limit: amount(limit),
            used: amount(used),
          })
    )
  }
  return sentences
}
