import { Skeleton } from "@medusajs/ui"

import { useTexts } from "../hooks/use-texts"

/** Placeholder bars while data loads, and a text for screen readers. */
export function Loading({ rows = 3 }: { rows?: number }) {
  const t = useTexts()
  return (
    <div role="status" className="flex flex-col gap-y-3 px-6 py-4">
      <span className="sr-only">{t("general.loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className="h-5 w-full" />
      ))}
    </div>
  )
}
