import {
  Button,
  Drawer,
  Heading,
  Hint,
  Label,
  RadioGroup,
  Text,
  Textarea,
} from "@medusajs/ui"
import { useState, type FormEvent } from "react"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import type { RedemptionResolution } from "../../../types/promotion-redemption"
import { useResolve } from "../../hooks/api/redemptions"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useMended } from "../../hooks/use-mended"
import { useTexts } from "../../hooks/use-texts"
import { resolutionsOf } from "../../words/resolutions"

/** The longest note, in characters, as the API has it. */
const LONGEST_NOTE = 1000

type Props = { redemption: AdminPromotionRedemptionDetail }

/** Closes a redemption that waits for a decision, with a note for others. */
export function ResolveDrawer({
  redemption,
  open,
  onOpenChange,
}: Props & {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTexts()
  const mended = useMended<HTMLDivElement>(t("general.close"))
  return (
    <Drawer open={open} onOpenChange={onOpenChange}>
      <Drawer.Content ref={mended}>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t("actions.resolveTitle")}</Heading>
          </Drawer.Title>
          <Drawer.Description asChild>
            <Text size="small" className="text-ui-fg-subtle">
              {t("actions.resolveText")}
            </Text>
          </Drawer.Description>
        </Drawer.Header>
        <ResolveForm
          redemption={redemption}
          onDone={() => onOpenChange(false)}
        />
      </Drawer.Content>
    </Drawer>
  )
}

/** New with every opening: a note that was given up is not kept. */
function ResolveForm({ redemption, onDone }: Props & { onDone: () => void }) {
  const t = useTexts()
  const toasts = useActionToasts()
  const resolve = useResolve(redemption.id)
  // As they were at the opening: the redemption may change meanwhile.
  const [choices] = useState(() => resolutionsOf(redemption))
  const [resolution, setResolution] = useState<RedemptionResolution>(
    choices.find((choice) => choice === "written_off") ??
      choices[0] ??
      "not_redeemed"
  )
  const [note, setNote] = useState("")
  const [incomplete, setIncomplete] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!note.trim()) {
      setIncomplete(true)
      return
    }
    resolve.mutate(
      { resolution, note: note.trim() },
      {
        onSuccess: () => toasts.done(t("actions.resolveDone")),
        onError: toasts.failed,
        onSettled: onDone,
      }
    )
  }

  return (
    <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
      <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
        <div className="flex flex-col gap-y-2">
          <Label size="small" weight="plus" id="resolution-label">
            {t("actions.resolution")}
          </Label>
          <RadioGroup
            aria-labelledby="resolution-label"
            value={resolution}
            onValueChange={(value) =>
              setResolution(value as RedemptionResolution)
            }
          >
            {choices.map((choice) => (
              <RadioGroup.ChoiceBox
                key={choice}
                value={choice}
                // Medusa's button shrinks beside a long text.
                className="[&>div:first-child]:shrink-0"
                label={t(`actions.resolution_${choice}`)}
                description={t(`actions.resolution_${choice}_text`)}
              />
            ))}
          </RadioGroup>
        </div>
        <div className="flex flex-col gap-y-2">
          <Label size="small" weight="plus" htmlFor="resolve-note">
            {t("actions.note")}
          </Label>
          <Textarea
            id="resolve-note"
            rows={5}
            maxLength={LONGEST_NOTE}
            value={note}
            aria-invalid={incomplete}
            aria-describedby="resolve-note-hint"
            onChange={(event) => {
              setNote(event.target.value)
              setIncomplete(false)
            }}
          />
          <Hint id="resolve-note-hint" variant={incomplete ? "error" : "info"}>
            {t(incomplete ? "actions.noteRequired" : "actions.noteHint")}
          </Hint>
        </div>
      </Drawer.Body>
      <Drawer.Footer>
        <Drawer.Close asChild>
          <Button size="small" variant="secondary" type="button">
            {t("actions.cancel")}
          </Button>
        </Drawer.Close>
        <Button size="small" type="submit" isLoading={resolve.isPending}>
          {t("actions.resolve")}
        </Button>
      </Drawer.Footer>
    </form>
  )
}
