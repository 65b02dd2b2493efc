import { Alert, Button, Drawer, Text } from "@medusajs/ui"
import { useState, type FormEvent } from "react"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import type { RedemptionResolution } from "../../../types/promotion-redemption"
import { useNote, useResolve } from "../../hooks/api/redemptions"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import { sentenceOf } from "../../lib/failure"
import { initialResolution, resolutionsOf } from "../../words/resolutions"
import { situationOf } from "../../words/situation"
import { GuardedDrawer } from "../guarded-drawer"
import { NoteField } from "../note-field"
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
  const [note, setNote] = useState("")
  const change = (next: boolean) => {
    onOpenChange(next)
    if (!next) {
      setNote("")
    }
  }
  return (
    <GuardedDrawer
      open={open}
      onOpenChange={change}
      title={t("actions.resolveTitle")}
      description={t("actions.resolveText")}
      isTyped={note.trim() !== ""}
      focusAfterwards={STANDING_ID}
    >
      {({ saved }) => (
        <ResolveForm
          redemption={redemption}
          note={note}
          onNote={setNote}
          onSaved={saved}
        />
      )}
    </GuardedDrawer>
  )
}

function ResolveForm({
  redemption,
  note,
  onNote,
  onSaved,
}: Props & {
  note: string
  onNote: (note: string) => void
  onSaved: () => void
}) {
  const t = useTexts()
  const toasts = useActionToasts()
  const resolve = useResolve(redemption.id)
  const addNote = useNote(redemption.id)
  const [resolution, setResolution] = useState<RedemptionResolution>(
    initialResolution(resolutionsOf(redemption))
  )
  const [isMissing, setMissing] = useState(false)
  const canResolve = redemption.available_actions.includes("resolve")
  const choices = resolutionsOf(redemption)
  const chosen = choices.includes(resolution)
    ? resolution
    : initialResolution(choices)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = note.trim()
    if (!text) {
      setMissing(true)
      return
    }
    const saved = (message: string) => () => {
      toasts.done(message)
      onSaved()
    }
    if (canResolve) {
      addNote.reset()
      resolve.mutate(
        { resolution: chosen, note: text },
        { onSuccess: saved(t("actions.resolveDone")) }
      )
    } else {
      resolve.reset()
      addNote.mutate(
        { note: text },
        { onSuccess: saved(t("actions.noteDone")) }
      )
    }
  }

  return (
    <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
      <Drawer.Body
        tabIndex={0}
        className="flex flex-1 flex-col gap-y-6 overflow-y-auto"
      >
        <Failure
          error={resolve.error ?? addNote.error}
          redemption={redemption}
        />
        {canResolve && (
          <ResolutionField
            choices={choices}
            value={chosen}
            onChange={setResolution}
          />
        )}
        <NoteField
          note={note}
          onChange={(text) => {
            onNote(text)
            setMissing(false)
          }}
          isMissing={isMissing}
        />
      </Drawer.Body>
      <Drawer.Footer>
        <Drawer.Close asChild>
          <Button size="small" variant="secondary" type="button">
            {t("actions.cancel")}
          </Button>
        </Drawer.Close>
        <Button
          size="small"
          type="submit"
          isLoading={resolve.isPending || addNote.isPending}
        >
          {t(canResolve ? "actions.resolve" : "actions.keepNote")}
        </Button>
      </Drawer.Footer>
    </form>
  )
}

/** Why saving failed, and the redemption's present status. */
function Failure({ error, redemption }: Props & { error: Error | null }) {
  const t = useTexts()
  if (!error) {
    return null
  }
  return (
    <Alert variant="warning" role="alert">
      <div className="flex flex-col items-start gap-y-2">
        <Text size="small" className="text-pretty">
          {t(sentenceOf(error) ?? "actions.failed")}
        </Text>
        <RedemptionStatusBadge {...redemption} />
        <Text size="small" className="text-pretty">
          {t(`situation.${situationOf(redemption)}.title`)}
        </Text>
        {!redemption.available_actions.includes("resolve") && (
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("actions.noteKept")}
          </Text>
        )}
      </div>
    </Alert>
  )
}
