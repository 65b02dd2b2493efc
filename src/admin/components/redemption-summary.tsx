import { Text } from "@medusajs/ui"

import type { AdminPromotionRedemption } from "../../types/admin-http"
import { useMay } from "../hooks/api/user"
import { useFormat } from "../hooks/use-format"
import { useTexts } from "../hooks/use-texts"
import { offerTitle } from "../lib/offer-title"
import { canBeGivenBack, isGiveBackUndecided } from "../words/giving-back"
import { reasonToTell, resolutionToTell, situationOf } from "../words/situation"
import { InlineLink } from "./inline-link"
import { OfferCode } from "./offer-code"
import { GiveBack } from "./redemption/give-back"
import { RedemptionStatusBadge } from "./redemption-status"

/**
 * A redemption in a few lines, in the words of the redemption's own page. Names the
 * operator's task only if there is a task.
 */
export function RedemptionSummary({
  redemption,
}: {
  redemption: AdminPromotionRedemption
}) {
  const t = useTexts()
  const format = useFormat()
  const situation = situationOf(redemption)
  const resolution = resolutionToTell(redemption)
  const reason = reasonToTell(redemption)
  const mayGiveBack = useMay("promotion_redemption:update") === true
  const { id, discount_amount, currency_code } = redemption

  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Text as="span" size="small" weight="plus" leading="compact">
            {offerTitle(redemption)}
          </Text>
          <RedemptionStatusBadge {...redemption} />
        </div>
        {discount_amount !== null && currency_code && (
          <Text
            as="span"
            size="small"
            leading="compact"
            className="text-ui-fg-subtle tabular-nums"
          >
            {t("order.discount", {
              amount: format.money(discount_amount, currency_code),
            })}
          </Text>
        )}
      </div>
      <OfferCode {...redemption} />
      <Text size="small" className="max-w-[65ch] text-pretty">
        {resolution && `${t(`settled.${resolution}`)} `}
        {t(`situation.${situation}.happened`)}
        {reason && (
          <span className="text-ui-fg-subtle">
            {" "}
            {t(`reason.${reason}.why`)}
          </span>
        )}
      </Text>
      {wantsSomebody(redemption) && (
        <Text
          size="small"
          className="text-ui-fg-subtle max-w-[65ch] text-pretty"
        >
          <span className="text-ui-fg-base font-medium">
            {t("detail.next")}:
          </span>{" "}
          {t(`situation.${situation}.next`)}
        </Text>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text as="div" size="small">
          <InlineLink to={`/promotion-redemptions/${id}`}>
            {t("order.details")}
          </InlineLink>
        </Text>
        {mayGiveBack && canBeGivenBack(redemption) && (
          <GiveBack redemption={redemption} />
        )}
      </div>
    </div>
  )
}

function wantsSomebody(redemption: AdminPromotionRedemption): boolean {
  return redemption.status === "attention" || isGiveBackUndecided(redemption)
}
