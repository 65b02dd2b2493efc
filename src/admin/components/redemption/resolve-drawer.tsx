import { Text } from "@medusajs/ui"
import { useState } from "react"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import type { RedemptionResolution } from "../../../types/promotion-redemption"
import { useAction } from "../../hooks/api/redemptions"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import { initialResolution, resolutionsOf } from "../../words/resolutions"
import { situationOf } from "../../words/situation"
import {
  FormFailure,
  NoteForm,
  NoteFormDrawer,
  type TypedNote,
} from "../note-form"
import { RedemptionStatusBadge } from "../redemption-status"
import { ResolutionField } from "../resolution-field"
import { STANDING_ID } from "./standing"

type Props = { redemption: AdminPromotionRedemptionDetail }

/**
 * Resolves a redemption that waits for a decision, with a note. The drawer closes
 * after success. If another operator was faster, the drawer keeps the typed note and
 * shows the redemption's present status.
 */
export function ResolveDrawer({
  redemption,
  open,
  onOpenChange,
}: Props & {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTexts()
  return (
    <NoteFormDrawer
      open={open}
      onOpenChange={onOpenChange}
      title={t("actions.resolveTitle")}
      description={t("actions.resolveText")}
      focusAfterwards={STANDING_ID}
    >
      {(typed) => <ResolveForm redemption={redemption} typed={typed} />}
    </NoteFormDrawer>
  )
}

function ResolveForm({ redemption, typed }: Props & { typed: TypedNote }) {
  const t = useTexts()
  const toasts = useActionToasts()
  const resolve = useAction(redemption.id, "resolve", {
    onSuccess: () => toasts.done(t("actions.resolveDone")),
  })
  const addNote = useAction(redemption.id, "note", {
    onSuccess: () => toasts.done(t("actions.noteDone")),
  })
  const [resolution, setResolution] = useState<RedemptionResolution>(
    initialResolution(resolutionsOf(redemption))
  )
  const canResolve = redemption.available_actions.includes("resolve")
  const choices = resolutionsOf(redemption)
  const chosen = choices.includes(resolution)
    ? resolution
    : initialResolution(choices)

  const submit = (note: string) => {
    const saved = { onSuccess: () => typed.saved() }
    if (canResolve) {
      addNote.reset()
      resolve.mutate({ resolution: chosen, note }, saved)
    } else {
      resolve.reset()
      addNote.mutate({ note }, saved)
    }
  }

  return (
    <NoteForm
      typed={typed}
      action={t(canResolve ? "actions.resolve" : "actions.keepNote")}
      isPending={resolve.isPending || addNote.isPending}
      onSubmit={submit}
    >
      <FormFailure error={resolve.error ?? addNote.error}>
        <RedemptionStatusBadge {...redemption} />
        <Text size="small" className="text-pretty">
          {t(`situation.${situationOf(redemption)}.title`)}
        </Text>
        {!canResolve && (
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("actions.noteKept")}
          </Text>
        )}
      </FormFailure>
      {canResolve && (
        <ResolutionField
          choices={choices}
          value={chosen}
          onChange={setResolution}
        />
      )}
    </NoteForm>
  )
}
