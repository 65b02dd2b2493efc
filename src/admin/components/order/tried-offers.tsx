import { Heading, Text } from "@medusajs/ui"

import type {
  AdminPromotionRedemption,
  AdminPromotionRefusal,
} from "../../../types/admin-http"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { offerTitle } from "../../lib/offer-title"
import { situationOf } from "../../words/situation"
import { InlineLink } from "../inline-link"
import { OfferCode } from "../offer-code"
import { RedemptionStatusBadge } from "../redemption-status"
import { OfferLine, RefusedOffer } from "./offer-line"

/**
 * The offers that a customer tried on an order's cart, and that the order does not
 * have: refused at checkout, refused when applied, or taken off.
 */
export function TriedOffers({
  redemptions,
  refusals,
}: {
  redemptions: AdminPromotionRedemption[]
  refusals: AdminPromotionRefusal[]
}) {
  const t = useTexts()
  const refused = redemptions.filter(({ status }) => status !== "released")
  const takenOff = redemptions.filter(({ status }) => status === "released")

  return (
    <>
      {refused.length + refusals.length > 0 && (
        <Group title={t("order.tried")} text={t("order.triedText")}>
          {refused.map((redemption) => (
            <Tried key={redemption.id} redemption={redemption} />
          ))}
          {refusals.map((refusal) => (
            <RefusedOffer key={refusal.id} refusal={refusal} isOnOrder />
          ))}
        </Group>
      )}
      {takenOff.length > 0 && (
        <Group title={t("order.takenOff")}>
          {takenOff.map((redemption) => (
            <Tried key={redemption.id} redemption={redemption} />
          ))}
        </Group>
      )}
    </>
  )
}

function Group({
  title,
  text,
  children,
}: {
  title: string
  text?: string
  children: React.ReactNode
}) {
  return (
    <div className="divide-y">
      <div className="px-6 py-4">
        <Heading level="h3">{title}</Heading>
        {text && (
          <Text size="small" className="text-ui-fg-subtle">
            {text}
          </Text>
        )}
      </div>
      {children}
    </div>
  )
}

function Tried({ redemption }: { redemption: AdminPromotionRedemption }) {
  const t = useTexts()
  const format = useFormat()
  const { id, reason, status_changed_at } = redemption
  return (
    <OfferLine
      title={
        <InlineLink to={`/promotion-redemptions/${id}`}>
          {offerTitle(redemption)}
        </InlineLink>
      }
      code={<OfferCode {...redemption} />}
      badge={<RedemptionStatusBadge {...redemption} />}
      why={t(
        reason
          ? `reason.${reason}.why`
          : `situation.${situationOf(redemption)}.happened`
      )}
      facts={[format.dateTime(status_changed_at)]}
    />
  )
}
