import { StatusBadge, Text } from "@medusajs/ui"

import type {
  AdminEngageCheckResponse,
  AdminPromotionRedemptionHealthResponse,
} from "../../../types/admin-http"
import { useTexts } from "../../hooks/use-texts"

type Checked =
  | AdminEngageCheckResponse["engage_check"]["steps"][number]
  | AdminPromotionRedemptionHealthResponse["health"]["engage"]["steps"][number]

/** A step of a check: the finding, and the remedy. */
export function CheckStep({ checked }: { checked: Checked }) {
  const t = useTexts()
  const { step, finding, http_status } = checked
  const ok = finding === "ok"

  return (
    <li className="flex flex-col gap-y-1 py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text as="span" size="small" weight="plus" leading="compact">
          {t(`check.step.${step}`)}
        </Text>
        <StatusBadge color={ok ? "green" : "red"}>
          {t(ok ? "check.ok" : "check.notOk")}
        </StatusBadge>
      </div>
      {!ok && (
        <>
          <Text size="small" className="text-pretty">
            {t(`check.finding.${finding}.title`)}
            {http_status !== null &&
              ` (${t("timeline.http", { status: http_status })})`}
          </Text>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t(`check.finding.${finding}.next`)}
          </Text>
        </>
      )}
    </li>
  )
}
