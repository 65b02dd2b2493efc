import { Button } from "@medusajs/ui"
import { useState } from "react"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import { useRetry } from "../../hooks/api/redemptions"
import { useMay } from "../../hooks/api/rights"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import { GiveBack } from "./give-back"
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
