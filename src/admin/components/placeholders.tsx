import { ArrowPath, ExclamationCircle } from "@medusajs/icons"
import { Button, Heading, Skeleton, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

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

/** Shown instead of a page that cannot be shown: why, and what to do. */
export function NoPage({
  title,
  text,
  children,
}: {
  title: string
  text: string
  children?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-y-2 px-6 py-10 text-center">
      <Heading level="h2">{title}</Heading>
      <Text size="small" className="text-ui-fg-subtle max-w-[65ch] text-pretty">
        {text}
      </Text>
      {children}
    </div>
  )
}

/** Shown instead of a page that the user's role does not include. */
export function Forbidden() {
  const t = useTexts()
  return <NoPage title={t("rights.title")} text={t("rights.text")} />
}
