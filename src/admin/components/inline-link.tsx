import type { ReactNode } from "react"
import { Link } from "react-router-dom"

/** A link in a text or a table. */
export function InlineLink({
  to,
  children,
}: {
  to: string
  children: ReactNode
}) {
  return (
    <Link
      to={to}
      className="text-ui-fg-base decoration-ui-fg-muted hover:decoration-ui-fg-base underline underline-offset-2 focus-visible:shadow-borders-focus rounded outline-none"
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </Link>
  )
}
