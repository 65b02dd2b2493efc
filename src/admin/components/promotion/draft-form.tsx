import {
  Alert,
  Button,
  Checkbox,
  FocusModal,
  Heading,
  Hint,
  Input,
  Label,
  Text,
  Textarea,
} from "@medusajs/ui"
import {
  useState,
  type ChangeEvent,
  type FormEvent,
  type ReactNode,
} from "react"

import type {
  AdminEngageDraft,
  AdminPromotionEngage,
} from "../../../types/admin-http"
import { useCreateDraft } from "../../hooks/api/promotion-engage"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"

/** How long an offer is valid after Engage assigns the offer, in days. */
const USUAL_DAYS = 30

/** The longest validity that the shop's route accepts. */
const MOST_DAYS = 1000

/** The form with the fields that Engage needs for a draft. */
export function DraftForm({
  engage,
  onCreated,
}: {
  engage: AdminPromotionEngage
  onCreated: (draft: AdminEngageDraft) => void
}) {
  const t = useTexts()
  const toasts = useActionToasts()
  const create = useCreateDraft(engage.promotion_id, {
    onError: toasts.failed,
  })
  const [name, setName] = useState(engage.promotion_code)
  const [heading, setHeading] = useState("")
  const [description, setDescription] = useState("")
  const [days, setDays] = useState(String(USUAL_DAYS))
  const [lookedInEngage, setLookedInEngage] = useState(false)
  const [incomplete, setIncomplete] = useState(false)

  const unclear = engage.drafts.some(({ status }) => status === "unknown")
  const amount = Number(days)
  const valid = {
    name: name.trim() !== "",
    days: Number.isInteger(amount) && amount > 0,
    looked: !unclear || lookedInEngage,
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!valid.name || !valid.days || !valid.looked) {
      setIncomplete(true)
      return
    }
    create.mutate(
      {
        name: name.trim(),
        heading: heading.trim() || null,
        description: description.trim() || null,
        assigned_validity: { unit: "Days", amount },
        ...(unclear && { despite_unknown: true }),
      },
      { onSuccess: onCreated }
    )
  }

  return (
    <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
      <FocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto px-4 py-16">
        <div className="flex w-full max-w-[560px] flex-col gap-y-6">
          <div>
            <FocusModal.Title asChild>
              <Heading>{t("promotion.draftTitle")}</Heading>
            </FocusModal.Title>
            <FocusModal.Description asChild>
              <Text size="small" className="text-ui-fg-subtle text-pretty">
                {t("promotion.draftText", { code: engage.promotion_code })}
              </Text>
            </FocusModal.Description>
          </div>
          {unclear && (
            <Alert variant="warning">
              <div className="flex flex-col gap-y-3">
                <Text size="small">{t("promotion.draftUnclear")}</Text>
                <div className="flex items-center gap-x-2">
                  <Checkbox
                    id="draft-looked"
                    checked={lookedInEngage}
                    onCheckedChange={(checked) =>
                      setLookedInEngage(checked === true)
                    }
                  />
                  <Label htmlFor="draft-looked" size="small">
                    {t("promotion.draftLooked")}
                  </Label>
                </div>
                {incomplete && !valid.looked && (
                  <Hint variant="error">{t("promotion.draftLookFirst")}</Hint>
                )}
              </div>
            </Alert>
          )}
          <Field
            id="draft-name"
            label={t("promotion.draftName")}
            value={name}
            onChange={setName}
            missing={incomplete && !valid.name}
          />
          <Field
            id="draft-heading"
            label={t("promotion.draftHeading")}
            value={heading}
            onChange={setHeading}
          />
          <Field
            id="draft-description"
            as={Textarea}
            label={t("promotion.draftDescription")}
            value={description}
            onChange={setDescription}
          />
          <Field
            id="draft-days"
            type="number"
            min={1}
            max={MOST_DAYS}
            label={t("promotion.draftValidity")}
            value={days}
            onChange={setDays}
            missing={incomplete && !valid.days}
          />
        </div>
      </FocusModal.Body>
      <FocusModal.Footer>
        <FocusModal.Close asChild>
          <Button size="small" variant="secondary" type="button">
            {t("actions.cancel")}
          </Button>
        </FocusModal.Close>
        <Button size="small" type="submit" isLoading={create.isPending}>
          {t("promotion.draftCreate")}
        </Button>
      </FocusModal.Footer>
    </form>
  )
}

/** The props of `Input` and `Textarea` that the form uses. */
type ControlProps = {
  id: string
  type?: string
  min?: number
  max?: number
  value: string
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void
}

/** A text field with a label and an error. */
function Field({
  as: Control = Input,
  label,
  missing = false,
  onChange,
  ...control
}: Omit<ControlProps, "onChange"> & {
  as?: (props: ControlProps) => ReactNode
  label: string
  missing?: boolean
  onChange: (text: string) => void
}) {
  const t = useTexts()
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={control.id} size="small" weight="plus">
        {label}
      </Label>
      <Control
        {...control}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing && <Hint variant="error">{t("promotion.required")}</Hint>}
    </div>
  )
}
