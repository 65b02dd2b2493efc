import type { ErrorCode, OperatorErrorCode } from "../../../errors/catalogue"

/** Where a promotion is redeemed, in Engage's words. A web shop is `ECOM`. */
export const ENGAGE_REDEMPTION_CHANNELS = ["ECOM", "POS", "OTHER"] as const

/** See {@link ENGAGE_REDEMPTION_CHANNELS}. */
export type EngageRedemptionChannel =
  (typeof ENGAGE_REDEMPTION_CHANNELS)[number]

/** What a promotion's value is. `MANUAL` and `SWIPE` are for stores. */
export type EngageValueType =
  "EXTERNALOFFER" | "PERCENT" | "MONEY" | "MANUAL" | "SWIPE"

/** How a promotion works in one channel. What Engage left out is null or []. */
export type EngagePromotionChannel = {
  /** One of {@link EngageRedemptionChannel}, or a word that is new to us. */
  type: string
  /** One of {@link EngageValueType}, or a word that is new to us. */
  valueType: string | null
  /** EXTERNALOFFER: string; PERCENT: integer; MONEY: amount and currency. */
  value: unknown
  /** The value in other currencies or countries; undocumented in detail. */
  localValues: unknown[]
  instruction: string | null
}

/** One assignment as Engage lists it. What Engage left out is null or []. */
export type EngagePromotion = {
  /** The assignment's id: the one to redeem. */
  id: string
  /** The template's id, shared by many contacts: never to be redeemed. */
  promotionId: string | null
  /** Set when the promotion was made over the API. */
  externalId: string | null
  type: string | null
  name: string | null
  heading: string | null
  description: string | null
  imageUrl: string | null
  link: string | null
  /** As Engage writes it: a date or a date and time. See `isExpired`. */
  expiresOn: string | null
  redeemed: boolean | null
  redeemedOn: string | null
  redemptionChannels: EngagePromotionChannel[]
}

/** What the transport saw of one call; says nothing of its meaning. */
export type EngageAnswer =
  | {
      kind: "response"
      status: number
      /** The body as text, cut off at the call's size limit. */
      body: string
      /** False when the connection broke, or time ran out, inside the body. */
      complete: boolean
      /** True when the body was longer than we read. It is still an answer. */
      truncated?: boolean
      /** What `Retry-After` asks for, in milliseconds, 1 h at most. */
      retryAfterMs: number | null
    }
  | {
      kind: "no_response"
      cause: NoResponseCause
      /** False only when the request surely never left for Engage. */
      sent: boolean
    }

/** Why a call got no answer. */
export type NoResponseCause =
  | "timeout"
  | "connection_lost"
  | "connection_refused"
  | "dns"
  | "tls"
  | "aborted"

/** Nothing to be had from Engage at the moment: worth another try. */
export type EngageUnavailable = {
  kind: "unavailable"
  /** Null when no answer came. */
  httpStatus: number | null
  /** What Engage asked us to wait, in milliseconds. */
  retryAfterMs: number | null
}

/** The key, the address or the tenant's set-up is wrong: a person must act. */
export type EngageMisconfigured = {
  kind: "misconfigured"
  httpStatus: number
  /** The word of the body that looks like a code. See `codeWordOf`. */
  word?: string
}

/** What listing a contact's promotions came to. */
export type PromotionsResult =
  | { kind: "ok"; promotions: EngagePromotion[] }
  | { kind: "contact_not_found" }
  | EngageUnavailable
  | EngageMisconfigured

/** What looking up a contact came to. */
export type ContactResult =
  | { kind: "found"; contactId: string }
  | { kind: "not_found" }
  | { kind: "ambiguous" }
  | EngageUnavailable
  | EngageMisconfigured

/** What creating a draft came to. */
export type DraftResult =
  /** `promotionId` is null when the answer does not say it. */
  | { kind: "created"; promotionId: string | null; httpStatus: number }
  /** Engage does not take what was sent. */
  | { kind: "refused"; httpStatus: number }
  /** It may exist: no answer, half of one, or a 5xx that a gateway may have sent. */
  | { kind: "unknown"; httpStatus: number | null }
  /** It surely does not exist. */
  | EngageUnavailable
  | EngageMisconfigured

/** What looking for a draft by its `externalId` came to. */
export type FoundDraft =
  | { kind: "found"; promotionId: string }
  | { kind: "not_found" }
  | EngageUnavailable
  | EngageMisconfigured

/**
 * What a contact's list says of an assignment. `absent` proves nothing: a
 * redeemed assignment may stay in the list or leave it, the docs say neither.
 */
export type Verification = "redeemed" | "not_redeemed" | "absent" | "no_answer"

/** What one redeem call came to. See `interpretRedeemAnswer`. */
export type RedeemOutcome =
  | {
      outcome: "redeemed"
      /** True when Engage says "already", and it can only have been us. */
      inferred: boolean
      httpStatus: number
      code: null
    }
  /** `word`: what the answer says, when it is none of Engage's known codes. */
  | { outcome: "refused"; code: ErrorCode; httpStatus: number; word?: string }
  | { outcome: "misconfigured"; httpStatus: number; word?: string }
  | {
      outcome: "unavailable"
      httpStatus: number | null
      retryAfterMs: number | null
    }
  | { outcome: "unknown"; httpStatus: number | null }

/** What one assign call came to. See `interpretAssignAnswer`. */
export type AssignOutcome =
  | { outcome: "assigned"; httpStatus: number }
  | {
      outcome: "refused"
      code: ErrorCode | OperatorErrorCode
      httpStatus: number
      word?: string
    }
  | { outcome: "misconfigured"; httpStatus: number; word?: string }
  /** Surely not assigned. */
  | { outcome: "unavailable"; httpStatus: number | null }
  | { outcome: "unknown"; httpStatus: number | null }
