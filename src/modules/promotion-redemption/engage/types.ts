import type { ErrorCode, OperatorErrorCode } from "../../../errors/catalogue"

/** The channels for redeeming, in Engage's words. A web shop is `ECOM`. */
export const ENGAGE_REDEMPTION_CHANNELS = ["ECOM", "POS", "OTHER"] as const

/** See {@link ENGAGE_REDEMPTION_CHANNELS}. */
export type EngageRedemptionChannel =
  (typeof ENGAGE_REDEMPTION_CHANNELS)[number]

/** The kinds of a promotion's value. `MANUAL` and `SWIPE` are for stores. */
export type EngageValueType =
  "EXTERNALOFFER" | "PERCENT" | "MONEY" | "MANUAL" | "SWIPE"

/** A promotion in one channel. Fields that Engage left out are null or []. */
export type EngagePromotionChannel = {
  /** An {@link EngageRedemptionChannel}, or a word unknown to us. */
  type: string
  /** An {@link EngageValueType}, or a word unknown to us. */
  valueType: string | null
  /** EXTERNALOFFER: string; PERCENT: integer; MONEY: amount and currency. */
  value: unknown
  /** The value in other currencies or countries; undocumented in detail. */
  localValues: unknown[]
  instruction: string | null
}

/** An assignment in Engage's list. Fields that Engage left out are null or []. */
export type EngagePromotion = {
  /** The assignment's id, to redeem by. */
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

/** The transport's view of one call, without the meaning. */
export type EngageAnswer =
  | {
      kind: "response"
      status: number
      /** The body as text, cut off at the call's size limit. */
      body: string
      /** False when the connection broke, or time ran out, inside the body. */
      complete: boolean
      /** True when the body was longer than our limit. Still an answer. */
      truncated?: boolean
      /** The delay that `Retry-After` asks for, in milliseconds, 1 h at most. */
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

/** Engage has no result at the moment: worth another try. */
export type EngageUnavailable = {
  kind: "unavailable"
  /** Null when no answer came. */
  httpStatus: number | null
  /** How long Engage asked us to wait, in milliseconds. */
  retryAfterMs: number | null
}

/** The key, the address or the tenant's set-up is wrong: a person must act. */
export type EngageMisconfigured = {
  kind: "misconfigured"
  httpStatus: number
  /** The word of the body that looks like a code. See `codeWordOf`. */
  word?: string
}

/** The result of listing a contact's promotions. */
export type PromotionsResult =
  | { kind: "ok"; promotions: EngagePromotion[] }
  | { kind: "contact_not_found" }
  | EngageUnavailable
  | EngageMisconfigured

/** The result of looking up a contact. */
export type ContactResult =
  | { kind: "found"; contactId: string }
  | { kind: "not_found" }
  | { kind: "ambiguous" }
  | EngageUnavailable
  | EngageMisconfigured

/** The result of creating a draft. */
export type DraftResult =
  /** `promotionId` is null when the answer has no id. */
  | { kind: "created"; promotionId: string | null; httpStatus: number }
  /** Engage does not accept the draft. */
  | { kind: "refused"; httpStatus: number }
  /** The draft may exist: no answer, half an answer, or perhaps a gateway's 5xx. */
  | { kind: "unknown"; httpStatus: number | null }
  /** The draft surely does not exist. */
  | EngageUnavailable
  | EngageMisconfigured

/** The result of searching for a draft by its `externalId`. */
export type FoundDraft =
  | { kind: "found"; promotionId: string }
  | { kind: "not_found" }
  | EngageUnavailable
  | EngageMisconfigured

/**
 * The state of an assignment in a contact's list. `absent` proves nothing:
 * Engage's docs do not say whether a redeemed assignment stays in the list.
 */
export type Verification = "redeemed" | "not_redeemed" | "absent" | "no_answer"

/** The result of one redeem call. See `interpretRedeemAnswer`. */
export type RedeemOutcome =
  | {
      outcome: "redeemed"
      /** True when Engage refused because an earlier call of ours had redeemed. */
      inferred: boolean
      httpStatus: number
      code: null
    }
  /** `word`: the answer's word, when not among Engage's known codes. */
  | { outcome: "refused"; code: ErrorCode; httpStatus: number; word?: string }
  | { outcome: "misconfigured"; httpStatus: number; word?: string }
  | {
      outcome: "unavailable"
      httpStatus: number | null
      retryAfterMs: number | null
    }
  | { outcome: "unknown"; httpStatus: number | null }

/** The result of one assign call. See `interpretAssignAnswer`. */
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
