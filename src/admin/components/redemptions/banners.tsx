import { ExclamationCircle } from "@medusajs/icons"
import { DropdownMenu, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"

import {
  useHealth,
  usePromotionsAwaitingDecision,
} from "../../hooks/api/health"
import { useTexts } from "../../hooks/use-texts"

const LINK =
  "text-ui-fg-base decoration-ui-fg-muted hover:decoration-ui-fg-base underline underline-offset-2 focus-visible:shadow-borders-focus rounded outline-none"

/** Problems that need an operator, in one line; renders nothing if all is well. */
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
  if (!trouble && !attention.count && !giveBack.count && !promotions) {
    return null
  }
  return (
    <div className="flex items-start gap-x-2 border-t px-6 py-2">
      <ExclamationCircle
        aria-hidden
        className="text-ui-tag-red-icon mt-0.5 shrink-0"
      />
      <Text
        as="div"
        size="small"
        className="flex flex-wrap gap-x-4 gap-y-1 text-pretty"
      >
        {trouble && (
          <Trouble onClick={onShowHealth}>
            {t(`banner.engage.${trouble}`)}
          </Trouble>
        )}
        {attention.count > 0 && (
          <Trouble onClick={onShowAttention}>
            {t("banner.attention", { count: attention.count })}
          </Trouble>
        )}
        {giveBack.count > 0 && (
          <Trouble onClick={onShowGiveBack}>
            {t("banner.giveBack", { count: giveBack.count })}
          </Trouble>
        )}
        {promotions > 0 && <AwaitingPromotions count={promotions} />}
      </Text>
    </div>
  )
}

function Trouble({
  onClick,
  children,
}: {
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button type="button" className={LINK} onClick={onClick}>
      {children}
    </button>
  )
}

/** A menu of the promotions that await a decision. */
function AwaitingPromotions({ count }: { count: number }) {
  const t = useTexts()
  const { data } = usePromotionsAwaitingDecision()
  const text = t("banner.promotions", { count })
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          className={LINK}
          title={t("banner.promotionsText")}
        >
          {text}
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="start">
        {data?.managed_promotions.map(({ promotion_id, promotion }) => (
          <DropdownMenu.Item key={promotion_id} asChild>
            <Link to={`/promotions/${promotion_id}`}>
              {promotion?.code ?? promotion_id}
            </Link>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
