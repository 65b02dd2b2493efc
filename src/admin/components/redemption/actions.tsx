import { Button, usePrompt } from "@medusajs/ui"
import { useState } from "react"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import { useGiveBack, useRetry } from "../../hooks/api/redemptions"
import { useMay } from "../../hooks/api/rights"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import { ResolveDrawer } from "./resolve-drawer"

/** What an operator can do to a redemption as it stands. */
export function RedemptionActions({
  redemption,
}: {
  redemption: AdminPromotionRedemptionDetail
}) {
  const { available_actions: available } = redemption
  if (!useMay("promotion_redemption:update")) {
    return null
  }
  return (
    <>
      {available.includes("reassign") && <GiveBack redemption={redemption} />}
      {available.includes("resolve") && <Resolve redemption={redemption} />}
      {available.includes("retry") && <Retry redemption={redemption} />}
    </>
  )
}

type Props = { redemption: AdminPromotionRedemptionDetail }

function Retry({ redemption }: Props) {
  const t = useTexts()
  const toasts = useActionToasts()
  const retry = useRetry(redemption.id)

  const press = () =>
    retry.mutate(
      {},
      {
        onSuccess: ({ status, reason }) => {
          if (status === "redeemed") {
            return toasts.done(t("actions.retryDone"))
          }
          const waits = status === "pending" || reason === "retries_exhausted"
          return toasts.waits(
            t(waits ? "actions.retryWaits" : "actions.retryRefused")
          )
        },
        onError: toasts.failed,
      }
    )

  return (
    <Button
      size="small"
      type="button"
      isLoading={retry.isPending}
      onClick={press}
    >
      {t("actions.retry")}
    </Button>
  )
}

function Resolve({ redemption }: Props) {
  const t = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        type="button"
        onClick={() => setOpen(true)}
      >
        {t("actions.resolve")}
      </Button>
      <ResolveDrawer
        redemption={redemption}
        open={open}
        onOpenChange={setOpen}
      />
    </>
  )
}

function GiveBack({ redemption }: Props) {
  const t = useTexts()
  const prompt = usePrompt()
  const toasts = useActionToasts()
  const giveBack = useGiveBack(redemption.id)

  const press = async () => {
    const confirmed = await prompt({
      variant: "confirmation",
      title: t("actions.giveBackTitle"),
      description: t("actions.giveBackText"),
      confirmText: t("actions.confirm"),
      cancelText: t("actions.cancel"),
    })
    if (confirmed) {
      giveBack.mutate(
        {},
        {
          onSuccess: () => toasts.done(t("actions.giveBackDone")),
          onError: toasts.failed,
        }
      )
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
