import {
  Alert,
  Button,
  Drawer,
  Hint,
  Label,
  Text,
  Textarea,
} from "@medusajs/ui"
import {
  useId,
  useState,
  type ComponentProps,
  type FormEvent,
  type ReactNode,
} from "react"

import { useTexts } from "../hooks/use-texts"
import { sentenceOf } from "../lib/failure"
import { GuardedDrawer } from "./guarded-drawer"

/** The typed note of a {@link NoteFormDrawer}, for the form in the drawer. */
export type TypedNote = {
  note: string
  onNote: (note: string) => void
  /** Closes the drawer without a question. */
  saved: () => void
}

/** A drawer with a {@link NoteForm}. Closing the drawer discards the typed note. */
export function NoteFormDrawer({
  onOpenChange,
  children,
  ...drawer
}: Omit<ComponentProps<typeof GuardedDrawer>, "isTyped" | "children"> & {
  children: (typed: TypedNote) => ReactNode
}) {
  const [note, setNote] = useState("")
  const change = (next: boolean) => {
    onOpenChange(next)
    if (!next) {
      setNote("")
    }
  }
  return (
    <GuardedDrawer
      {...drawer}
      onOpenChange={change}
      isTyped={note.trim() !== ""}
    >
      {({ saved }) => children({ note, onNote: setNote, saved })}
    </GuardedDrawer>
  )
}

/** A form with a required note: fields above the note, and one button that saves. */
export function NoteForm({
  typed: { note, onNote },
  action,
  isPending,
  disabled = false,
  onSubmit,
  children,
}: {
  typed: TypedNote
  /** The words of the button that saves. */
  action: string
  isPending: boolean
  disabled?: boolean
  onSubmit: (note: string) => void
  children: ReactNode
}) {
  const t = useTexts()
  const [isMissing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = note.trim()
    if (text) {
      onSubmit(text)
    } else {
      setMissing(true)
    }
  }
  return (
    <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
      <Drawer.Body
        tabIndex={0}
        className="flex flex-1 flex-col gap-y-6 overflow-y-auto"
      >
        {children}
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
          disabled={disabled}
          isLoading={isPending}
        >
          {action}
        </Button>
      </Drawer.Footer>
    </form>
  )
}

/** Why saving failed, if it failed. */
export function FormFailure({
  error,
  children,
}: {
  error: Error | null
  /** Facts to show with the reason. */
  children?: ReactNode
}) {
  const t = useTexts()
  return (
    error && (
      <Alert variant="warning" role="alert">
        <div className="flex flex-col items-start gap-y-2">
          <Text size="small" className="text-pretty">
            {t(sentenceOf(error) ?? "actions.failed")}
          </Text>
          {children}
        </div>
      </Alert>
    )
  )
}

/** The longest note that the API accepts, in characters. */
const LONGEST_NOTE = 1000

/** A required note for other operators. */
function NoteField({
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
