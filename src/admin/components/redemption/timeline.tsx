import { Badge, StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import type {
  AdminPromotionRedemptionAttempt,
  AdminPromotionRedemptionDetail,
} from "../../../types/admin-http"
import type {
  AttemptOutcome,
  RedemptionAction,
} from "../../../types/promotion-redemption"
import { useFormat } from "../../hooks/use-format"
import { useTexts } from "../../hooks/use-texts"
import { sentenceOfCode } from "../../lib/failure"
import {
  timelineOf,
  type Actor,
  type TimelineEntry,
} from "../../words/timeline"
import { wordOf } from "../../words/situation"
import { RedemptionStatusBadge } from "../redemption-status"
import { Section } from "../section"

const OUTCOME_COLORS = {
  redeemed: "green",
  not_redeemed: "grey",
  refused: "red",
  misconfigured: "red",
  unavailable: "orange",
  unknown: "orange",
  assigned: "green",
  not_assigned: "grey",
} as const satisfies Record<AttemptOutcome, string>

/** Every call to Engage and every operator's action, newest first. */
export function Timeline({
  redemption,
}: {
  redemption: AdminPromotionRedemptionDetail
}) {
  const t = useTexts()
  const entries = timelineOf(redemption)
  return (
    <Section
      title={t("detail.timeline")}
      description={t("detail.timelineText")}
    >
      <ol className="flex flex-col px-6 py-4">
        {entries.map((entry, index) => (
          <li
            key={`${entry.kind} ${entry.at} ${index}`}
            className="relative flex gap-x-3 pb-5 last:pb-0"
          >
            {index < entries.length - 1 && (
              <span
                aria-hidden
                className="bg-ui-border-strong absolute left-[5px] top-4 h-full w-px"
              />
            )}
            <span
              aria-hidden
              className="bg-ui-bg-base border-ui-border-strong relative mt-1 size-[11px] shrink-0 rounded-full border-2"
            />
            <Entry entry={entry} redemption={redemption} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Entry({
  entry,
  redemption,
}: {
  entry: TimelineEntry
  redemption: AdminPromotionRedemptionDetail
}) {
  const t = useTexts()
  const actor = useActorName()
  switch (entry.kind) {
    case "linked":
      return <Line at={entry.at} title={t("timeline.linked")} />
    case "state":
      return (
        <Line
          at={entry.at}
          title={t("timeline.state", {
            status: t(`status.${wordOf(redemption)}`),
          })}
          detail={t("timeline.by", { actor: actor(entry.by) })}
        />
      )
    case "action": {
      const { action, resolution, note, to_status } = entry.action
      const how = resolution ? ` ${t(`timeline.resolution.${resolution}`)}` : ""
      return (
        <Line
          at={entry.at}
          title={`${t(`timeline.action.${action}`)}${how}`}
          detail={t("timeline.by", { actor: actor(entry.by) })}
          note={note}
        >
          {changesNothing(action) ? null : to_status ? (
            <RedemptionStatusBadge
              status={to_status}
              reason={resolution === "written_off" ? "written_off" : null}
            />
          ) : (
            <Badge size="2xsmall">{t("timeline.underWay")}</Badge>
          )}
        </Line>
      )
    }
    case "attempt":
      return <Attempt attempt={entry.attempt} />
  }
}

/** These actions leave the status unchanged, so the timeline shows no status. */
function changesNothing(action: RedemptionAction): boolean {
  return action === "note" || action === "take" || action === "leave"
}

function Attempt({ attempt }: { attempt: AdminPromotionRedemptionAttempt }) {
  const t = useTexts()
  const format = useFormat()
  const { operation, trigger, outcome, http_status, duration_ms, error_code } =
    attempt
  const sentence =
    outcome === "refused" && error_code ? sentenceOfCode(error_code) : null
  const technical = [
    http_status !== null && t("timeline.http", { status: http_status }),
    duration_ms !== null &&
      t("timeline.took", { duration: format.duration(duration_ms) }),
    // Engage's own code, if the screens have no sentence for the code.
    error_code && !sentence && t("timeline.code", { code: error_code }),
  ].filter(Boolean)

  return (
    <Line
      at={attempt.started_at}
      title={t(`timeline.${operation}`)}
      detail={t(`timeline.trigger.${trigger}`)}
      note={sentence && t(sentence)}
    >
      <StatusBadge color={outcome ? OUTCOME_COLORS[outcome] : "grey"}>
        {outcome ? t(`timeline.outcome.${outcome}`) : t("timeline.running")}
      </StatusBadge>
      {technical.length > 0 && (
        <Text as="span" size="xsmall" className="text-ui-fg-subtle">
          {technical.join(", ")}
        </Text>
      )}
    </Line>
  )
}

function Line({
  at,
  title,
  detail,
  note,
  children,
}: {
  at: string
  title: string
  detail?: string
  note?: string | null
  children?: ReactNode
}) {
  const format = useFormat()
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-y-1">
      <div className="flex flex-col justify-between gap-x-4 sm:flex-row">
        <Text size="small" leading="compact">
          <span className="text-ui-fg-base font-medium">{title}</span>
          {detail && <span className="text-ui-fg-subtle">, {detail}</span>}
        </Text>
        <Text
          as="span"
          size="small"
          leading="compact"
          className="text-ui-fg-subtle shrink-0 tabular-nums"
        >
          <time dateTime={at}>{format.precise(at)}</time>
        </Text>
      </div>
      {children && (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {children}
        </div>
      )}
      {note && (
        <Text
          size="small"
          className="text-ui-fg-subtle max-w-[65ch] whitespace-pre-line text-pretty"
        >
          {note}
        </Text>
      )}
    </div>
  )
}

function useActorName() {
  const t = useTexts()
  return (actor: Actor) =>
    actor.kind === "named" ? actor.name : t(`timeline.actor.${actor.kind}`)
}
