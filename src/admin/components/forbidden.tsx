import { Heading, Text } from "@medusajs/ui"

import { useTexts } from "../hooks/use-texts"

/** Shown instead of a page that the user's role does not include. */
export function Forbidden() {
  const t = useTexts()
  return (
    <div className="flex flex-col items-center gap-y-2 px-6 py-10 text-center">
      <Heading level="h2">{t("rights.title")}</Heading>
      <Text size="small" className="text-ui-fg-subtle max-w-[65ch] text-pretty">
        {t("rights.text")}
      </Text>
    </div>
  )
}
