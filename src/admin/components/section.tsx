import { Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

/** A box with a heading, like the boxes of the admin's own pages. */
export function Section({
  title,
  description,
  actions,
  children,
}: {
  title: string
  description?: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <Container data-engage className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <div>
          <Heading level="h2">{title}</Heading>
          {description && (
            <Text size="small" className="text-ui-fg-subtle">
              {description}
            </Text>
          )}
        </div>
        {actions && <div className="flex items-center gap-x-2">{actions}</div>}
      </div>
      {children}
    </Container>
  )
}

/** A name and its value. */
export function SectionRow({
  name,
  children,
}: {
  name: string
  children: ReactNode
}) {
  return (
    <div className="text-ui-fg-subtle grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-start gap-4 px-6 py-3">
      <Text as="span" size="small" weight="plus" leading="compact">
        {name}
      </Text>
      <div className="txt-compact-small min-w-0 break-words">{children}</div>
    </div>
  )
}
