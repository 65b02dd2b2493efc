import type { ReactNode } from "react"
import { Link, type LinkProps } from "react-router-dom"

/** A link in a text or a table. */
export function InlineLink({
  to,
  children,
  ...props
}: {
  to: string
  children: ReactNode
} & Pick<LinkProps, "state" | "id">) {
  return (
    <Link
      {...props}
      to={to}
      className="text-ui-fg-base decoration-ui-fg-muted hover:decoration-ui-fg-base underline underline-offset-2 focus-visible:shadow-borders-focus rounded outline-none"
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </Link>
  )
}
