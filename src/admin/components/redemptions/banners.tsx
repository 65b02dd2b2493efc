import { Alert, Button, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import {
  useHealth,
  usePromotionsAwaitingDecision,
} from "../../hooks/api/health"
import { useTexts } from "../../hooks/use-texts"
import { InlineLink } from "../inline-link"

/** What somebody has to know before they look at anything else. */
export function Banners({
  onShowAttention,
  onShowGiveBack,
  onShowHealth,
}: {
  onShowAttention: () => void
  onShowGiveBack: () => void
  onShowHealth: () => void
}) {
  const t = useTexts()
  const { data: health } = useHealth()
  if (!health) {
    return null
  }
  const { engage, attention, give_back: giveBack } = health
  const promotions = health.promotions_awaiting_decision
  const trouble = engage.status === "ok" ? null : engage.status

  return (
    <>
      {trouble && (
        <Banner
          variant="warning"
          title={t(`banner.engage.${trouble}`)}
          text={t(`health.text.${trouble}`)}
          action={
            <Button size="small" variant="secondary" onClick={onShowHealth}>
              {t("banner.healthAction")}
            </Button>
          }
        />
      )}
      {attention.count > 0 && (
        <Banner
          variant="error"
          title={t("banner.attention", { count: attention.count })}
          text={t("banner.attentionText")}
          action={
            <Button size="small" variant="secondary" onClick={onShowAttention}>
              {t("banner.attentionAction")}
            </Button>
          }
        />
      )}
      {giveBack.count > 0 && (
        <Banner
          variant="warning"
          title={t("banner.giveBack", { count: giveBack.count })}
          text={t("banner.giveBackText")}
          action={
            <Button size="small" variant="secondary" onClick={onShowGiveBack}>
              {t("banner.attentionAction")}
            </Button>
          }
        />
      )}
      {promotions > 0 && (
        <Banner
          variant="warning"
          title={t("banner.promotions", { count: promotions })}
          text={t("banner.promotionsText")}
          action={<AwaitingPromotions />}
        />
      )}
    </>
  )
}

function Banner({
  variant,
  title,
  text,
  action,
}: {
  variant: "warning" | "error"
  title: string
  text: string
  action: ReactNode
}) {
  return (
    <Alert variant={variant} className="bg-ui-bg-base items-center">
      <div className="flex flex-col justify-between gap-2 sm:flex-row sm:items-center">
        <div>
          <Text size="small" weight="plus" leading="compact">
            {title}
          </Text>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {text}
          </Text>
        </div>
        <div className="shrink-0">{action}</div>
      </div>
    </Alert>
  )
}

function AwaitingPromotions() {
  const { data } = usePromotionsAwaitingDecision()
  return (
    <div className="txt-compact-small flex flex-wrap gap-x-3 gap-y-1">
      {data?.managed_promotions.map(({ promotion_id, promotion }) => (
        <InlineLink key={promotion_id} to={`/promotions/${promotion_id}`}>
          {promotion?.code ?? promotion_id}
        </InlineLink>
      ))}
    </div>
  )
}
