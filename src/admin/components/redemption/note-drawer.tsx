import { useNote } from "../../hooks/api/redemptions"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"
import {
  FormFailure,
  NoteForm,
  NoteFormDrawer,
  type TypedNote,
} from "../note-form"
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
  return (
    <NoteFormDrawer
      open={open}
      onOpenChange={onOpenChange}
      title={t("actions.noteTitle")}
      description={t("actions.noteText")}
      focusAfterwards={STANDING_ID}
    >
      {(typed) => <Form id={id} typed={typed} />}
    </NoteFormDrawer>
  )
}

function Form({ id, typed }: { id: string; typed: TypedNote }) {
  const t = useTexts()
  const toasts = useActionToasts()
  const addNote = useNote(id)
  return (
    <NoteForm
      typed={typed}
      action={t("actions.save")}
      isPending={addNote.isPending}
      onSubmit={(note) =>
        addNote.mutate(
          { note },
          {
            onSuccess: () => {
              toasts.done(t("actions.noteDone"))
              typed.saved()
            },
          }
        )
      }
    >
      <FormFailure error={addNote.error} />
    </NoteForm>
  )
}
