import { User } from "@medusajs/icons"
import { Button, usePrompt } from "@medusajs/ui"

import type {
  AdminPromotionRedemptionDetail,
  AdminRedemptionTaker,
} from "../../types/admin-http"
import { useAction } from "../hooks/api/redemptions"
import { useMe } from "../hooks/api/user"
import { useActionToasts } from "../hooks/use-action-toasts"
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

/** The button for working on a redemption: take, take over, or leave. */
export function TakeButton({
  redemption: { id, taken_by },
}: {
  redemption: AdminPromotionRedemptionDetail
}) {
  const t = useTexts()
  const prompt = usePrompt()
  const toasts = useActionToasts()
  const { data: me } = useMe()
  const take = useAction(id, "take", { onError: toasts.failed })
  const leave = useAction(id, "leave", { onError: toasts.failed })
  const isMine = taken_by !== null && taken_by.actor_id === me?.id

  const press = async () => {
    if (isMine) {
      leave.mutate({})
      return
    }
    if (taken_by) {
      const confirmed = await prompt({
        variant: "confirmation",
        title: t("taking.overTitle"),
        description: t("taking.overText", {
          name: staffName(taken_by.user) ?? t("taking.somebody"),
        }),
        confirmText: t("taking.overConfirm"),
        cancelText: t("actions.cancel"),
      })
      if (!confirmed) {
        return
      }
    }
    take.mutate(taken_by ? { instead_of: taken_by.actor_id } : {})
  }

  return (
    <Button
      size="small"
      variant="secondary"
      type="button"
      isLoading={take.isPending || leave.isPending}
      onClick={() => void press()}
    >
      {t(isMine ? "taking.leave" : taken_by ? "taking.over" : "taking.take")}
    </Button>
  )
}
