import { StatusBadge } from "@medusajs/ui"

import type {
  AdminEngageDraft,
  AdminPromotionEngage,
  AdminSeenEngagePromotion,
} from "../../../types/admin-http"
import { useMay } from "../../hooks/api/user"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { InlineLink } from "../inline-link"
import { SectionRow } from "../section"

const DRAFT_COLORS = {
  creating: "blue",
  created: "green",
  failed: "red",
  unknown: "orange",
} as const satisfies Record<AdminEngageDraft["status"], string>

/** How often the promotion was used, and its offers and drafts in Engage. */
export function EngageFacts({ engage }: { engage: AdminPromotionEngage }) {
  const t = useTexts()
  const format = useFormat()
  const { counts, engage_promotions, drafts, promotion_id } = engage
  const maySee = useMay("promotion_redemption:read") !== false
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)

  return (
    <>
      <SectionRow name={t("promotion.redeemed")}>
        <div className="flex flex-col gap-y-1">
          <span className="text-ui-fg-base">
            {t("promotion.redeemedCount", { count: counts.redeemed })}
          </span>
          {(["attention", "pending", "rejected"] as const).map(
            (status) =>
              counts[status] > 0 && (
                <span key={status}>
                  {t(`status.${status}`)}: {format.number(counts[status])}
                </span>
              )
          )}
          {total > 0 && maySee && (
            <InlineLink
              to={`/promotion-redemptions?promotion_id=${promotion_id}`}
            >
              {t("promotion.show")}
            </InlineLink>
          )}
        </div>
      </SectionRow>
      <SectionRow name={t("promotion.engagePromotions")}>
        {engage_promotions.length === 0 ? (
          t("promotion.engagePromotionsEmpty")
        ) : (
          <ul className="flex flex-col gap-y-2">
            {engage_promotions.map((seen) => (
              <Seen key={seen.engage_promotion_id} seen={seen} />
            ))}
          </ul>
        )}
      </SectionRow>
      {drafts.length > 0 && (
        <SectionRow name={t("promotion.drafts")}>
          <ul className="flex flex-col gap-y-3">
            {drafts.map((draft) => (
              <Draft key={draft.id} draft={draft} />
            ))}
          </ul>
        </SectionRow>
      )}
    </>
  )
}

function Seen({ seen }: { seen: AdminSeenEngagePromotion }) {
  const t = useTexts()
  const format = useFormat()
  return (
    <li>
      {seen.promotion_name !== null && (
        <span className="text-ui-fg-base block">{seen.promotion_name}</span>
      )}
      <code className="txt-compact-xsmall text-ui-fg-base break-all">
        {seen.engage_promotion_id ?? t("promotion.seenByHand")}
      </code>
      <span className="block">
        {t("promotion.seen", {
          used: format.number(seen.redeemed_count),
          count: seen.redemption_count,
          date: format.date(seen.last_seen_at),
        })}
      </span>
    </li>
  )
}

function Draft({ draft }: { draft: AdminEngageDraft }) {
  const t = useTexts()
  const format = useFormat()
  return (
    <li className="flex flex-col items-start gap-y-1">
      <span className="text-ui-fg-base">{draft.name}</span>
      <span>{format.dateTime(draft.created_at)}</span>
      <StatusBadge color={DRAFT_COLORS[draft.status]}>
        {t(`promotion.draftStatus.${draft.status}`)}
      </StatusBadge>
    </li>
  )
}
