import { Button, usePrompt } from "@medusajs/ui"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import { useMe } from "../../hooks/api/me"
import { useLeave, useTake } from "../../hooks/api/redemptions"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import { staffName } from "../../lib/names"

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
  const take = useTake(id)
  const leave = useLeave(id)
  const isMine = taken_by !== null && taken_by.actor_id === me?.id

  const press = async () => {
    if (isMine) {
      leave.mutate({}, { onError: toasts.failed })
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
    take.mutate(taken_by ? { instead_of: taken_by.actor_id } : {}, {
      onError: toasts.failed,
    })
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
