import { Button, Text } from "@medusajs/ui"

import { useHealth } from "../../hooks/api/health"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"

/** Orders that wait for a customer's payment: information, not a problem. */
export function UnpaidOrders({ onShow }: { onShow: () => void }) {
  const t = useTexts()
  const format = useFormat()
  const { data: health } = useHealth()
  const { count = 0, oldest_at = null } = health?.unpaid ?? {}
  if (!count) {
    return null
  }
  return (
    <div className="flex flex-col justify-between gap-2 px-6 py-3 sm:flex-row sm:items-center">
      <Text size="small" className="text-ui-fg-subtle text-pretty">
        <span className="text-ui-fg-base font-medium">
          {t("unpaid.title", { count })}
        </span>
        {oldest_at &&
          `, ${t("health.oldest", { age: format.relative(oldest_at) })}`}
        {". "}
        {t("unpaid.text")}
      </Text>
      <Button
        size="small"
        variant="secondary"
        type="button"
        className="w-fit shrink-0"
        onClick={onShow}
      >
        {t("unpaid.action")}
      </Button>
    </div>
  )
}
