import { Text } from "@medusajs/ui"
import { useState } from "react"

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
import {
  canBeResolved,
  initialResolution,
  resolutionsOf,
} from "../../words/resolutions"
import {
  FormFailure,
  NoteForm,
  NoteFormDrawer,
  type TypedNote,
} from "../note-form"
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
  return (
    <NoteFormDrawer
      open={open}
      onOpenChange={onOpenChange}
      title={t("batch.resolveTitle", { count: rows.length })}
      description={t("batch.resolveText")}
      focusAfterwards={focusAfterwards}
    >
      {(typed) => <BatchForm rows={rows} typed={typed} onDone={onDone} />}
    </NoteFormDrawer>
  )
}

function BatchForm({
  rows,
  typed,
  onDone,
}: {
  rows: AdminPromotionRedemption[]
  typed: TypedNote
  onDone: (results: AdminBatchResult[]) => void
}) {
  const t = useTexts()
  const batch = useBatch()
  const fitting = (choice: RedemptionResolution) =>
    rows.filter(
      (row) => canBeResolved(row) && resolutionsOf(row).includes(choice)
    )
  const choices = REDEMPTION_RESOLUTIONS.filter(
    (choice) => fitting(choice).length > 0
  )
  const [resolution, setResolution] = useState(initialResolution(choices))
  const ids = fitting(resolution).map(({ id }) => id)
  const left = rows.length - ids.length

  return (
    <NoteForm
      typed={typed}
      action={t("batch.resolveAction", { count: ids.length })}
      isPending={batch.isPending}
      disabled={ids.length === 0}
      onSubmit={(note) =>
        batch.mutate(
          { action: "resolve", ids, resolution, note },
          {
            onSuccess: (results) => {
              onDone(results)
              typed.saved()
            },
          }
        )
      }
    >
      <FormFailure error={batch.error} />
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
    </NoteForm>
  )
}
