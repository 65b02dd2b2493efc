import { Button, FocusModal, Heading, Text } from "@medusajs/ui"
import { useState } from "react"

import type {
  AdminEngageDraft,
  AdminPromotionEngage,
} from "../../../types/admin-http"
import { useMended } from "../../hooks/use-mended"
import { useTexts } from "../../hooks/use-texts"
import { DraftForm } from "./draft-form"

/** Creates a draft in Engage, and lists the remaining steps for staff in Engage. */
export function DraftModal({ engage }: { engage: AdminPromotionEngage }) {
  const t = useTexts()
  const mended = useMended<HTMLDivElement>(t("general.close"))
  const [open, setOpen] = useState(false)
  const [created, setCreated] = useState<AdminEngageDraft | null>(null)

  const openOrClose = (isOpen: boolean) => {
    setOpen(isOpen)
    setCreated(null)
  }

  return (
    <FocusModal open={open} onOpenChange={openOrClose}>
      <FocusModal.Trigger asChild>
        <Button size="small" variant="secondary" type="button">
          {t("promotion.draft")}
        </Button>
      </FocusModal.Trigger>
      <FocusModal.Content ref={mended}>
        <FocusModal.Header />
        {created ? (
          <WhatIsLeft draft={created} onClose={() => openOrClose(false)} />
        ) : (
          <DraftForm engage={engage} onCreated={setCreated} />
        )}
      </FocusModal.Content>
    </FocusModal>
  )
}

function WhatIsLeft({
  draft,
  onClose,
}: {
  draft: AdminEngageDraft
  onClose: () => void
}) {
  const t = useTexts()
  const steps = [
    t("promotion.draftStep1", { name: draft.name }),
    t("promotion.draftStep2"),
    t("promotion.draftStep3"),
    t("promotion.draftStep4"),
  ]
  return (
    <>
      <FocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto px-4 py-16">
        <div className="flex w-full max-w-[560px] flex-col gap-y-6">
          <div>
            <FocusModal.Title asChild>
              <Heading>{t("promotion.draftDone")}</Heading>
            </FocusModal.Title>
            <FocusModal.Description asChild>
              <Text size="small" className="text-ui-fg-subtle">
                {t("promotion.draftLeft")}
              </Text>
            </FocusModal.Description>
          </div>
          <ol className="flex flex-col gap-y-4">
            {steps.map((step, index) => (
              <li key={step} className="flex gap-x-3">
                <span
                  aria-hidden
                  className="bg-ui-bg-component txt-compact-small-plus flex size-6 shrink-0 items-center justify-center rounded-full"
                >
                  {index + 1}
                </span>
                <Text size="small" className="pt-0.5 text-pretty">
                  {step}
                </Text>
              </li>
            ))}
          </ol>
          {draft.engage_promotion_id && (
            <Text size="small" className="text-ui-fg-subtle">
              {t("promotion.draftId")}:{" "}
              <code className="break-all">{draft.engage_promotion_id}</code>
            </Text>
          )}
        </div>
      </FocusModal.Body>
      <FocusModal.Footer>
        <Button size="small" type="button" onClick={onClose}>
          {t("promotion.close")}
        </Button>
      </FocusModal.Footer>
    </>
  )
}
