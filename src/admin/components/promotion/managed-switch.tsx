import { Alert, Button, Label, StatusBadge, Switch, Text } from "@medusajs/ui"

import type { AdminPromotionEngage } from "../../../types/admin-http"
import { useUpdatePromotionEngage } from "../../hooks/api/promotion-engage"
import { useActionToasts } from "../../hooks/use-action-toasts"
import { useTexts } from "../../hooks/use-texts"

type Props = {
  engage: AdminPromotionEngage
  /** False: the user sees the settings but cannot change them. */
  mayUpdate: boolean
}

/** Which customers may use the promotion, and the switch to change that. */
export function ManagedSwitch(props: Props) {
  const t = useTexts()
  const { is_automatic, require_assignment, awaiting_decision } = props.engage
  if (is_automatic && !require_assignment) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-4 text-pretty">
        {t("promotion.automatic")}
      </Text>
    )
  }
  return awaiting_decision && !is_automatic ? (
    <Decision {...props} />
  ) : (
    <Choice {...props} />
  )
}

/** Colour, title and text for the customers who may use the promotion now. */
function standingOf({ is_automatic, require_assignment }: Props["engage"]) {
  if (is_automatic) {
    return {
      color: "orange",
      title: "promotion.open",
      text: "promotion.openText",
    } as const
  }
  return require_assignment
    ? ({
        color: "green",
        title: "promotion.managed",
        text: "promotion.managedText",
      } as const)
    : ({
        color: "grey",
        title: "promotion.free",
        text: "promotion.freeText",
      } as const)
}

function Choice({ engage, mayUpdate }: Props) {
  const t = useTexts()
  const update = useUpdate(engage.promotion_id)
  const { require_assignment, source } = engage
  const { color, title, text } = standingOf(engage)
  const id = `engage-switch-${engage.promotion_id}`

  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <StatusBadge color={color} className="w-fit">
        {t(title)}
      </StatusBadge>
      <Text size="small" className="text-ui-fg-subtle max-w-[65ch] text-pretty">
        {t(text)}
        {source === "plugin" && ` ${t("promotion.provided")}`}
      </Text>
      {require_assignment && (
        <Text
          size="small"
          className="text-ui-fg-subtle max-w-[65ch] text-pretty"
        >
          {t("promotion.beforeRemoval")}
        </Text>
      )}
      {mayUpdate && (
        <div className="flex items-center gap-x-2">
          <Switch
            id={id}
            size="small"
            checked={require_assignment}
            disabled={update.isPending}
            onCheckedChange={update.decide}
          />
          <Label htmlFor={id} size="small" weight="plus">
            {t(
              engage.is_automatic ? "promotion.switchLater" : "promotion.switch"
            )}
          </Label>
        </div>
      )}
    </div>
  )
}

/**
 * Asks the operator to decide: orders had used the promotion without an offer before
 * its first offer came.
 */
function Decision({ engage, mayUpdate }: Props) {
  const t = useTexts()
  const update = useUpdate(engage.promotion_id)

  return (
    <div className="px-6 py-4">
      <Alert variant="warning">
        <div className="flex flex-col items-start gap-y-3">
          <div>
            <Text size="small" weight="plus">
              {t("promotion.decisionTitle")}
            </Text>
            <Text size="small" className="text-ui-fg-subtle text-pretty">
              {t("promotion.decisionText")}
            </Text>
          </div>
          {mayUpdate && (
            <div className="flex flex-wrap gap-2">
              <Button
                size="small"
                type="button"
                disabled={update.isPending}
                onClick={() => update.decide(true)}
              >
                {t("promotion.decisionYes")}
              </Button>
              <Button
                size="small"
                variant="secondary"
                type="button"
                disabled={update.isPending}
                onClick={() => update.decide(false)}
              >
                {t("promotion.decisionNo")}
              </Button>
            </div>
          )}
        </div>
      </Alert>
    </div>
  )
}

function useUpdate(promotionId: string) {
  const t = useTexts()
  const toasts = useActionToasts()
  const update = useUpdatePromotionEngage(promotionId, {
    onSuccess: () => toasts.done(t("promotion.saved")),
    onError: toasts.failed,
  })
  return {
    isPending: update.isPending,
    decide: (require_assignment: boolean) =>
      update.mutate({ require_assignment }),
  }
}
