import { fieldOf, parseJson } from "./parse-promotions"
import type { EngageRedemptionChannel } from "./types"

/** Units of time that a draft's validity may be given in. Source: SDK. */
export const VALIDITY_UNITS = ["Days", "Months"] as const

/** A promotion to be drafted in Engage. Source: Engage docs, "Create a promotion". */
export type EngageDraft = {
  /**
   * Unique in Engage, 450 characters at most; a draft can be found by this id.
   * Engage returns the id in each assignment of the promotion.
   */
  external_id: string
  name: string
  heading: string | null
  description: string | null
  link: string | null
  /** The first day, `2026-09-01`: Engage takes no time of day. */
  start_date: string
  /** How long an assignment can be used: until a day, or counted from assigning. */
  validity:
    | { end_date: string }
    | { unit: (typeof VALIDITY_UNITS)[number]; amount: number }
  /** Code of the Medusa promotion: the value of its EXTERNALOFFER. */
  promotion_code: string
}

/** The present day in a time zone, as `2026-09-01`. */
export function dayIn(timeZone: string, now: Date): string {
  // The Swedish form of a date is year-month-day.
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
  }).format(now)
}

/** The body of the call that creates the draft. */
export function draftBody(
  draft: EngageDraft,
  channel: EngageRedemptionChannel
): string {
  const { validity } = draft
  return JSON.stringify({
    externalId: draft.external_id,
    name: draft.name,
    validity: {
      startDate: draft.start_date,
      ...("end_date" in validity
        ? { endDate: validity.end_date }
        : { assignedValidity: validity }),
    },
    presentation: {
      heading: draft.heading,
      description: draft.description,
      link: draft.link,
    },
    redemptionChannels: [
      {
        type: channel,
        valueType: "EXTERNALOFFER",
        value: draft.promotion_code,
      },
    ],
  })
}

const ID = /^[\w-]{1,100}$/

/** Engage's id of a draft, from the answer; null when the answer has none. */
export function parseDraftId(body: string): string | null {
  return idOf(parseJson(body))
}

/**
 * Engage's id of the draft with this external id, from the answer to a search: the
 * draft itself, as in the SDK, or a list or page with the draft. Null without it.
 */
export function parseFoundDraftId(
  body: string,
  externalId: string
): string | null {
  const content = parseJson(body)
  const drafts = Array.isArray(content) ? content : fieldOf(content, "items")

  return idOf(
    Array.isArray(drafts)
      ? drafts.find((draft) => fieldOf(draft, "externalId") === externalId)
      : content
  )
}

function idOf(draft: unknown): string | null {
  const id = fieldOf(draft, "id")
  return typeof id === "string" && ID.test(id) ? id : null
}
