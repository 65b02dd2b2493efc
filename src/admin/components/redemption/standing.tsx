import { Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import type { AdminPromotionRedemptionDetail } from "../../../types/admin-http"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { sentenceOfCode } from "../../lib/failure"
import {
  reasonToTell,
  resolutionToTell,
  situationOf,
} from "../../words/situation"
import { RedemptionStatusBadge } from "../redemption-status"
import { TakenBy } from "../taker"

/** Id of the page's heading, which gets the focus after an action. */
export const STANDING_ID = "engage-redemption-standing"

/** The redemption's situation, its reason and the operator's next step. */
export function Standing({
  redemption,
  actions,
}: {
  redemption: AdminPromotionRedemptionDetail
  actions: ReactNode
}) {
  const t = useTexts()
  const format = useFormat()
  const situation = situationOf(redemption)
  const resolution = resolutionToTell(redemption)
  const reason = reasonToTell(redemption)

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col gap-3 px-6 py-4 md:flex-row md:items-start md:justify-between">
        <div className="flex flex-col gap-y-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <RedemptionStatusBadge {...redemption} />
            <TakenBy taken_by={redemption.taken_by} />
          </div>
          <Heading id={STANDING_ID} tabIndex={-1} className="outline-none">
            {t(`situation.${situation}.title`)}
          </Heading>
          <Text
            size="small"
            className="text-ui-fg-subtle max-w-[65ch] text-pretty"
          >
            {resolution && `${t(`settled.${resolution}`)} `}
            {t(`situation.${situation}.happened`)}
          </Text>
        </div>
        <div className="flex flex-wrap gap-2 md:max-w-[50%] md:shrink-0 md:justify-end">
          {actions}
        </div>
      </div>
      {reason && (
        <Point title={t("detail.why")}>{t(`reason.${reason}.why`)}</Point>
      )}
      <Point title={t("detail.next")}>
        {t(`situation.${situation}.next`)}
        {redemption.status === "pending" && redemption.next_attempt_at && (
          <span className="text-ui-fg-subtle block">
            {Date.parse(redemption.next_attempt_at) > Date.now()
              ? t("detail.nextTry", {
                  when: format.relative(redemption.next_attempt_at),
                })
              : t("detail.nextTrySoon")}
          </span>
        )}
      </Point>
      <GivingBack redemption={redemption} />
      {redemption.note && (
        <Point title={t("detail.note")}>
          <span className="whitespace-pre-line">{redemption.note}</span>
        </Point>
      )}
    </Container>
  )
}

/** The result of giving the offer back, if Engage refused or did not answer. */
function GivingBack({
  redemption: { reassign_status, reassign_reason },
}: {
  redemption: AdminPromotionRedemptionDetail
}) {
  const t = useTexts()
  if (reassign_status !== "refused" && reassign_status !== "unknown") {
    return null
  }
  const sentence = reassign_reason ? sentenceOfCode(reassign_reason) : null
  return (
    <Point title={t("detail.givingBack")}>
      {t(`detail.givingBackStatus.${reassign_status}`)}
      {sentence && ` ${t(sentence)}`}
    </Point>
  )
}

function Point({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 px-6 py-4 sm:grid-cols-[140px_minmax(0,1fr)] sm:gap-4">
      <Text size="small" weight="plus" leading="compact">
        {title}
      </Text>
      <Text
        as="div"
        size="small"
        className="text-ui-fg-subtle max-w-[65ch] text-pretty"
      >
        {children}
      </Text>
    </div>
  )
}
