import { User } from "@medusajs/icons"

import type { AdminRedemptionTaker } from "../../types/admin-http"
import { useMe } from "../hooks/api/me"
import { useTexts } from "../hooks/use-texts"
import { staffName } from "../lib/names"

/** The operator who works on a redemption; renders nothing if there is none. */
export function TakenBy({
  taken_by,
}: {
  taken_by: AdminRedemptionTaker | null
}) {
  const t = useTexts()
  const { data: me } = useMe(taken_by !== null)
  if (!taken_by) {
    return null
  }
  const name = staffName(taken_by.user) ?? t("taking.somebody")
  return (
    <span
      title={name}
      className="txt-compact-xsmall text-ui-fg-subtle flex min-w-0 items-center gap-x-1"
    >
      <User aria-hidden className="size-3 shrink-0" />
      <span className="truncate">
        {taken_by.actor_id === me?.id
          ? t("taking.you")
          : t("taking.other", { name })}
      </span>
    </span>
  )
}
