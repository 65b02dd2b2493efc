import { Hint, Label, Textarea } from "@medusajs/ui"
import { useId } from "react"

import { useTexts } from "../hooks/use-texts"

/** The longest note that the API accepts, in characters. */
const LONGEST_NOTE = 1000

/** A required note for other operators. */
export function NoteField({
  note,
  onChange,
  isMissing,
}: {
  note: string
  onChange: (note: string) => void
  isMissing: boolean
}) {
  const t = useTexts()
  const id = useId()
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small" weight="plus" htmlFor={id}>
        {t("actions.note")}
      </Label>
      <Textarea
        id={id}
        rows={5}
        maxLength={LONGEST_NOTE}
        value={note}
        aria-invalid={isMissing}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <Hint id={`${id}-hint`} variant={isMissing ? "error" : "info"}>
        {t(isMissing ? "actions.noteRequired" : "actions.noteHint")}
      </Hint>
    </div>
  )
}
