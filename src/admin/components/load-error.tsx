import { ArrowPath, ExclamationCircle } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"

import { useTexts } from "../hooks/use-texts"

/** Shown if loading failed, with a button to try again. */
export function LoadError({
  text,
  onRetry,
}: {
  text: string
  onRetry: () => unknown
}) {
  const t = useTexts()
  return (
    <div
      role="alert"
      className="flex flex-col items-center gap-y-3 px-6 py-10 text-center"
    >
      <ExclamationCircle className="text-ui-fg-subtle" aria-hidden />
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {text}
      </Text>
      <Button
        size="small"
        variant="secondary"
        type="button"
        onClick={() => void onRetry()}
      >
        <ArrowPath aria-hidden />
        {t("general.again")}
      </Button>
    </div>
  )
}
