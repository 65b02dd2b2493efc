import { Button } from "@medusajs/ui"
import { useState } from "react"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import { useAction } from "../../hooks/api/redemptions"
import { useMay } from "../../hooks/api/user"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import {
  FormFailure,
  NoteForm,
  NoteFormDrawer,
  type TypedNote,
} from "../note-form"
import { GiveBack } from "./give-back"
import { ResolveDrawer } from "./resolve-drawer"
import { STANDING_ID } from "./standing"
import { TakeButton } from "../taker"

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
  const retry = useAction(redemption.id, "retry", {
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
  })

  return (
    <Button
      size="small"
      type="button"
      isLoading={retry.isPending}
      onClick={() => retry.mutate({})}
    >
      {t("actions.retry")}
    </Button>
  )
}

/** Adds a note for other operators; the redemption stays unchanged. */
function NoteDrawer({
  id,
  open,
  onOpenChange,
}: {
  id: string
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTexts()
  return (
    <NoteFormDrawer
      open={open}
      onOpenChange={onOpenChange}
      title={t("actions.noteTitle")}
      description={t("actions.noteText")}
      focusAfterwards={STANDING_ID}
    >
      {(typed) => <NoteOnly id={id} typed={typed} />}
    </NoteFormDrawer>
  )
}

function NoteOnly({ id, typed }: { id: string; typed: TypedNote }) {
  const t = useTexts()
  const toasts = useActionToasts()
  const addNote = useAction(id, "note", {
    onSuccess: () => toasts.done(t("actions.noteDone")),
  })
  return (
    <NoteForm
      typed={typed}
      action={t("actions.save")}
      isPending={addNote.isPending}
      onSubmit={(note) =>
        addNote.mutate({ note }, { onSuccess: () => typed.saved() })
      }
    >
      <FormFailure error={addNote.error} />
    </NoteForm>
  )
}
