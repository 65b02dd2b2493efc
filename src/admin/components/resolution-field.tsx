import { Label, RadioGroup } from "@medusajs/ui"
import { useId } from "react"

import type { RedemptionResolution } from "../../types/promotion-redemption"
import { useTexts } from "../hooks/use-texts"

/** The choices for an operator's decision. */
export function ResolutionField({
  choices,
  value,
  onChange,
}: {
  choices: readonly RedemptionResolution[]
  value: RedemptionResolution
  onChange: (resolution: RedemptionResolution) => void
}) {
  const t = useTexts()
  const id = useId()
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small" weight="plus" id={id}>
        {t("actions.resolution")}
      </Label>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(chosen) => onChange(chosen as RedemptionResolution)}
      >
        {choices.map((choice) => (
          <RadioGroup.ChoiceBox
            key={choice}
            value={choice}
            // Beside a long text, Medusa's radio button would shrink.
            className="[&>div:first-child]:shrink-0"
            label={t(`actions.resolution_${choice}`)}
            description={t(`actions.resolution_${choice}_text`)}
          />
        ))}
      </RadioGroup>
    </div>
  )
}
