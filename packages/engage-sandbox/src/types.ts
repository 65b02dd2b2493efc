/** Any value that JSON can carry. */
export type JsonValue =
  string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Where a promotion may be redeemed. Source: Seed. */
export const REDEMPTION_CHANNELS = ["ECOM", "POS", "OTHER"] as const

/** One of {@link REDEMPTION_CHANNELS}. */
export type SandboxChannelType = (typeof REDEMPTION_CHANNELS)[number]

/** What a channel's `value` means. Source: Docs, "get-promotions-for-contact". */
export const VALUE_TYPES = [
  "EXTERNALOFFER",
  "PERCENT",
  "MONEY",
  "MANUAL",
  "SWIPE",
] as const

/** One of {@link VALUE_TYPES}. */
export type SandboxValueType = (typeof VALUE_TYPES)[number]

/** One way to redeem a promotion. Source: Seed's sample and Docs. */
export interface SandboxRedemptionChannel {
  type: SandboxChannelType
  valueType: SandboxValueType
  /**
   * EXTERNALOFFER: the id of a price rule in the shop. PERCENT: an integer. MONEY:
   * an object with amount and currency. Sent unchanged, since the letter case of
   * MONEY's fields is not confirmed.
   */
  value: JsonValue
  /** The value in other currencies. Its shape is not documented. */
  localValues: JsonValue[]
  instruction: string | null
}

/**
 * A contact's own copy of a promotion, in Engage's list. Source: Seed's sample and
 * Docs, "get-promotions-for-contact".
 */
export interface SandboxAssignment {
  /** The assignment's id: only this id can be redeemed. */
  id: string
  /** The id of the promotion (the template), which cannot be redeemed. */
  promotionId: string
  /** Set if the promotion was created over the API, else null. */
  externalId: string | null
  type: string
  name: string | null
  heading: string | null
  description: string | null
  imageUrl: string | null
  link: string | null
  /** ISO 8601, or null for never. */
  expiresOn: string | null
  redeemed: boolean
  /** ISO 8601, or null if not redeemed. */
  redeemedOn: string | null
  redemptionChannels: SandboxRedemptionChannel[]
}

/** A customer in Engage. Source: Docs, "find-contact". */
export interface SandboxContact {
  contactId: string
  /** Compared without regard to letter case (Inferred). */
  email?: string
  /** The shop's own key for the customer. */
  customKey?: string
  /** International form, such as "+46701234567". */
  mobilePhone?: string
  socialSecurityNumber?: string
  /** Default "Contact". */
  contactType?: string
  promotions: SandboxAssignment[]
}

/** A promotion (template) that can be assigned. */
export interface SandboxPromotion {
  promotionId: string
  externalId: string | null
  name: string | null
  heading: string | null
  description: string | null
  imageUrl: string | null
  link: string | null
  /** ISO 8601, or null for never. After this time, assigning is refused. */
  expiresOn: string | null
  /** A "Draft" cannot be assigned until staff activate it. */
  status: "Draft" | "Active"
  /** As the call that created the draft sent it; null without such a call. */
  validity: JsonValue
  redemptionChannels: SandboxRedemptionChannel[]
}

/** The operations of Engage that the sandbox has. */
export const OPERATIONS = [
  "redeem",
  "list",
  "find_contact",
  "assign",
  "draft",
  "find_draft",
] as const

/** One of {@link OPERATIONS}. */
export type SandboxOperation = (typeof OPERATIONS)[number]

/** The forms of a refusal's body; Engage publishes no schema. */
export const REFUSAL_FORMS = [
  "json",
  "json_string",
  "plain_text",
  "empty",
  "nested",
  "exception",
  "sentence",
] as const

/**
 * One of {@link REFUSAL_FORMS}. json: `errorCode` and `message`. json_string: the
 * code as a bare string. plain_text: the code in text. empty: no body. nested:
 * the json form inside `error`. exception: as json, with the code's exception,
 * such as `PromotionAlreadyRedeemedException`. sentence: a `message` and no code,
 * such as "Promotion already redeemed".
 */
export type SandboxRefusalForm = (typeof REFUSAL_FORMS)[number]

/** Which calls need the header Content-Type. */
export const CONTENT_TYPE_RULES = ["post", "always"] as const

/** Settings that callers can change while the sandbox runs. */
export interface SandboxSettings {
  /**
   * How long saving a redemption may take, in milliseconds. After this time, the
   * sandbox answers 504 and saves nothing. Default 4500. Source: Seed.
   */
  redeemTimeoutMs: number
  /** Calls per second before 429. Default 200. Source: Docs, "api-rate-limit". */
  requestsPerSecond: number
  /**
   * How long every call waits before the sandbox runs it, in milliseconds: a random
   * time from `min` to `max`. Counts towards `redeemTimeoutMs`. Default: 0 and 0.
   */
  latencyMs: { min: number; max: number }
  /**
   * Whether a redeemed assignment stays in its contact's list, with
   * `redeemed: true`. Default "keep". Engage's behaviour is not documented.
   */
  listRedeemed: "keep" | "drop"
  /**
   * 0: a contact's list is a bare array, as documented for v2. Otherwise the list
   * has pages of at most this many entries, `{ count, offset, items, totalCount }`,
   * and the query's `offset` and `count` select a page. Default 0. Inferred from the
   * vouchers of v3: the v3 list is paged.
   */
  listPageSize: number
  /** The form of refusals. Default "json". Engage's behaviour is not documented. */
  refusalForm: SandboxRefusalForm
  /**
   * The status of every refusal; null: the code's documented status. Default null.
   */
  refusalStatus: number | null
  /**
   * Which calls without the header Content-Type are answered 500: "post" or
   * "always". Default "post". Source: Docs, "non-functional-requirements", which do
   * not distinguish between calls.
   */
  contentType: (typeof CONTENT_TYPE_RULES)[number]
}
