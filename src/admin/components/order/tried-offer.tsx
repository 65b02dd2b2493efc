import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

/** An offer that a customer tried and did not use: name, status and reason. */
export function TriedOffer({
  title,
  code,
  badge,
  why,
  facts,
}: {
  /** The offer's name, or a link with the name. */
  title: ReactNode
  code?: ReactNode
  badge?: ReactNode
  why: string
  facts: ReactNode[]
}) {
  return (
    <div className="flex flex-col gap-y-1 px-6 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Text as="span" size="small" weight="plus" leading="compact">
          {title}
        </Text>
        {badge}
      </div>
      {code}
      <Text size="small" className="max-w-[65ch] text-pretty">
        {why}
      </Text>
      {facts.filter(Boolean).length > 0 && (
        <Text
          as="div"
          size="small"
          className="text-ui-fg-subtle flex flex-wrap gap-x-2"
        >
          {facts.filter(Boolean).map((fact, index) => (
            <span key={index}>{fact}</span>
          ))}
        </Text>
      )}
    </div>
  )
}
