import { Alert, Button, Drawer, Text } from "@medusajs/ui"
import { useState, type FormEvent } from "react"

import { useNote } from "../../hooks/api/redemptions"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import { sentenceOf } from "../../lib/failure"
import { GuardedDrawer } from "../guarded-drawer"
import { NoteField } from "../note-field"
import { STANDING_ID } from "./standing"

/** Adds a note for other operators; the redemption stays unchanged. */
export function NoteDrawer({
  id,
  open,
  onOpenChange,
}: {
  id: string
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTexts()
  const toasts = useActionToasts()
  const addNote = useNote(id)
  const [note, setNote] = useState("")
  const [isMissing, setMissing] = useState(false)

  const change = (next: boolean) => {
    onOpenChange(next)
    if (!next) {
      setNote("")
      setMissing(false)
      addNote.reset()
    }
  }

  return (
    <GuardedDrawer
      open={open}
      onOpenChange={change}
      title={t("actions.noteTitle")}
      description={t("actions.noteText")}
      isTyped={note.trim() !== ""}
      focusAfterwards={STANDING_ID}
    >
      {({ saved }) => {
        const submit = (event: FormEvent) => {
          event.preventDefault()
          const text = note.trim()
          if (!text) {
            setMissing(true)
            return
          }
          addNote.mutate(
            { note: text },
            {
              onSuccess: () => {
                toasts.done(t("actions.noteDone"))
                saved()
              },
            }
          )
        }
        return (
          <form
            onSubmit={submit}
            className="flex flex-1 flex-col overflow-hidden"
          >
            <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
              {addNote.error && (
                <Alert variant="warning" role="alert">
                  <Text size="small">
                    {t(sentenceOf(addNote.error) ?? "actions.failed")}
                  </Text>
                </Alert>
              )}
              <NoteField
                note={note}
                onChange={(text) => {
                  setNote(text)
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
              <Button size="small" type="submit" isLoading={addNote.isPending}>
                {t("actions.save")}
              </Button>
            </Drawer.Footer>
          </form>
        )
      }}
    </GuardedDrawer>
  )
}
