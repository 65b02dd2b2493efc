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
   * EXTERNALOFFER: the id of a price rule in the shop. PERCENT: an integer.
   * MONEY: an object of amount and currency. Sent as it is, since the letter
   * case of MONEY's fields is not confirmed.
   */
  value: JsonValue
  /** The value in other currencies. Its shape is not documented. */
  localValues: JsonValue[]
  instruction: string | null
}

/**
 * One contact's instance of a promotion, as Engage lists it. Source: Seed's
 * sample and Docs, "get-promotions-for-contact".
 */
export interface SandboxAssignment {
  /** The assignment's id, the only id that redeems. */
  id: string
  /** The promotion's (the template's) id; it does not redeem. */
  promotionId: string
  /** Set when the promotion was made over the API, else null. */
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
  /** ISO 8601, or null while not redeemed. */
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
  /** ISO 8601, or null for never. Past: assigning is refused. */
  expiresOn: string | null
  /** "Draft" cannot be assigned before it is activated. */
  status: "Draft" | "Active"
  /** As it was sent when the draft was created; null when it was not. */
  validity: JsonValue
  redemptionChannels: SandboxRedemptionChannel[]
}

/** The calls of Engage that the sandbox knows. */
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

/** How the body of a refusal is written; Engage publishes no schema. */
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

/** When the header Content-Type is asked for. */
export const CONTENT_TYPE_RULES = ["post", "always"] as const

/** What can be changed while the sandbox runs. */
export interface SandboxSettings {
  /**
   * How long saving a redemption may take, in milliseconds. Longer: 504 at
   * this time, and nothing is saved. Default 4500. Source: Seed.
   */
  redeemTimeoutMs: number
  /** Calls a second before 429. Default 200. Source: Docs, "api-rate-limit". */
  requestsPerSecond: number
  /**
   * How long every call waits before it is carried out, in milliseconds: each
   * another time between the two. It counts towards `redeemTimeoutMs`.
   * Default: 0 and 0.
   */
  latencyMs: { min: number; max: number }
  /**
   * Whether a redeemed assignment stays in its contact's list, with
   * `redeemed: true`. Default "keep". What Engage does is not documented.
   */
  listRedeemed: "keep" | "drop"
  /**
   * 0: a contact's list is a bare array, as documented for v2. Else it comes in
   * pages of at most so many: `{ count, offset, items, totalCount }`, and `offset`
   * and `count` in the query ask for the next. Default 0. That the v3 list is
   * paged is Inferred from the vouchers of v3.
   */
  listPageSize: number
  /** How refusals are worded. Default "json". What Engage does is not documented. */
  refusalForm: SandboxRefusalForm
  /** The status of every refusal; null: the documented one of its code. Default null. */
  refusalStatus: number | null
  /**
   * Which calls are answered 500 without the header Content-Type: "post" or
   * "always". Default "post". Source: Docs, "non-functional-requirements", which
   * make no difference between them.
   */
  contentType: (typeof CONTENT_TYPE_RULES)[number]
}
