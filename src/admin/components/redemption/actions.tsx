import { Button } from "@medusajs/ui"
import { useState } from "react"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import { useRetry } from "../../hooks/api/redemptions"
import { useMay } from "../../hooks/api/rights"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import { GiveBack } from "./give-back"
import { NoteDrawer } from "./note-drawer"
import { ResolveDrawer } from "./resolve-drawer"
import { TakeButton } from "./taker"

/** The actions that an operator may take on a redemption now. */
export function RedemptionActions({
  redemption,
}: {
  redemption: AdminPromotionRedemptionDetail
}) {
  const t = useTexts()
  const [opened, setOpened] = useState<"note" | "resolve" | null>(null)
  const { available_actions: available } = redemption
  if (!useMay("promotion_redemption:update")) {
    return null
  }
  const drawer = (name: "note" | "resolve") => ({
    open: opened === name,
    onOpenChange: (open: boolean) => setOpened(open ? name : null),
  })
  return (
    <>
      {(available.length > 0 || redemption.taken_by) && (
        <TakeButton redemption={redemption} />
      )}
      <Button
        size="small"
        variant="secondary"
        type="button"
        onClick={() => setOpened("note")}
      >
        {t("actions.addNote")}
      </Button>
      {available.includes("reassign") && <GiveBack redemption={redemption} />}
      {available.includes("resolve") && (
        <Button
          size="small"
          variant="secondary"
          type="button"
          onClick={() => setOpened("resolve")}
        >
          {t("actions.resolve")}
        </Button>
      )}
      {available.includes("retry") && <Retry redemption={redemption} />}
      {/* The drawers stay mounted: the redemption may change while an operator
          types. */}
      <NoteDrawer id={redemption.id} {...drawer("note")} />
      <ResolveDrawer redemption={redemption} {...drawer("resolve")} />
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
