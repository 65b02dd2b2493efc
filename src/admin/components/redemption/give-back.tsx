import { Button, usePrompt } from "@medusajs/ui"

import type { AdminPromotionRedemption } from "../../../types/admin-http"
import { useAction } from "../../hooks/api/redemptions"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import { outcomeOf } from "../../words/giving-back"

/** Gives an offer back to the customer, after the operator confirms. */
export function GiveBack({
  redemption,
}: {
  redemption: Pick<AdminPromotionRedemption, "id" | "order_outcome"> & {
    order?: { status: string } | null
  }
}) {
  const t = useTexts()
  const prompt = usePrompt()
  const toasts = useActionToasts()
  const giveBack = useAction(redemption.id, "reassign", {
    onSuccess: () => toasts.done(t("actions.giveBackDone")),
    onError: toasts.failed,
  })
  const isPart = outcomeOf(redemption) === "partly_returned"

  const press = async () => {
    const confirmed = await prompt({
      variant: "confirmation",
      title: t("actions.giveBackTitle"),
      description: t(
        isPart ? "actions.giveBackPartText" : "actions.giveBackText"
      ),
      confirmText: t("actions.confirm"),
      cancelText: t("actions.cancel"),
    })
    if (confirmed) {
      giveBack.mutate(isPart ? { despite_partial_return: true } : {})
    }
  }

  return (
    <Button
      size="small"
      variant="secondary"
      type="button"
      isLoading={giveBack.isPending}
      onClick={() => void press()}
    >
      {t("actions.giveBack")}
    </Button>
  )
}
