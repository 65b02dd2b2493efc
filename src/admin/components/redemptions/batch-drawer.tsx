import { Alert, Button, Drawer, Text } from "@medusajs/ui"
import { useState, type FormEvent } from "react"

import type {
  AdminBatchResult,
  AdminPromotionRedemption,
} from "../../../types/admin-http"
import {
  REDEMPTION_RESOLUTIONS,
  type RedemptionResolution,
} from "../../../types/promotion-redemption"
import { useBatch } from "../../hooks/api/redemptions"
import { useTexts } from "../../hooks/use-texts"
import { sentenceOf } from "../../lib/failure"
import {
  canBeSettled,
  initialResolution,
  resolutionsOf,
} from "../../words/resolutions"
import { GuardedDrawer } from "../guarded-drawer"
import { NoteField } from "../note-field"
import { ResolutionField } from "../resolution-field"

/** Resolves several redemptions with the same note. */
export function BatchDrawer({
  rows,
  open,
  onOpenChange,
  onDone,
  focusAfterwards,
}: {
  /** The selected redemptions. */
  rows: AdminPromotionRedemption[]
  open: boolean
  onOpenChange: (open: boolean) => void
  onDone: (results: AdminBatchResult[]) => void
  focusAfterwards: string
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
      title={t("batch.resolveTitle", { count: rows.length })}
      description={t("batch.resolveText")}
      isTyped={note.trim() !== ""}
      focusAfterwards={focusAfterwards}
    >
      {({ saved }) => (
        <BatchForm
          rows={rows}
          note={note}
          onNote={setNote}
          onDone={(results) => {
            onDone(results)
            saved()
          }}
        />
      )}
    </GuardedDrawer>
  )
}

function BatchForm({
  rows,
  note,
  onNote,
  onDone,
}: {
  rows: AdminPromotionRedemption[]
  note: string
  onNote: (note: string) => void
  onDone: (results: AdminBatchResult[]) => void
}) {
  const t = useTexts()
  const batch = useBatch()
  const fitting = (choice: RedemptionResolution) =>
    rows.filter(
      (row) => canBeSettled(row) && resolutionsOf(row).includes(choice)
    )
  const choices = REDEMPTION_RESOLUTIONS.filter(
    (choice) => fitting(choice).length > 0
  )
  const [resolution, setResolution] = useState(initialResolution(choices))
  const [isMissing, setMissing] = useState(false)
  const settled = fitting(resolution)
  const left = rows.length - settled.length

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = note.trim()
    if (!text) {
      setMissing(true)
      return
    }
    batch.mutate(
      {
        action: "resolve",
        ids: settled.map(({ id }) => id),
        resolution,
        note: text,
      },
      { onSuccess: onDone }
    )
  }

  return (
    <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
      <Drawer.Body
        tabIndex={0}
        className="flex flex-1 flex-col gap-y-6 overflow-y-auto"
      >
        {batch.error && (
          <Alert variant="warning" role="alert">
            <Text size="small">
              {t(sentenceOf(batch.error) ?? "actions.failed")}
            </Text>
          </Alert>
        )}
        {choices.length > 0 && (
          <ResolutionField
            choices={choices}
            value={resolution}
            onChange={setResolution}
          />
        )}
        {left > 0 && (
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("batch.left", { count: left })}
          </Text>
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
          disabled={settled.length === 0}
          isLoading={batch.isPending}
        >
          {t("batch.resolveAction", { count: settled.length })}
        </Button>
      </Drawer.Footer>
    </form>
  )
}
