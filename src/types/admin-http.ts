import type { ErrorCode, OperatorErrorCode } from "../errors/catalogue"
import type { RedemptionReason } from "../errors/reasons"
import type { StoreEngagePromotion } from "./http"
import {
  NO_CONTACT_REASONS,
  type NoContactReason,
} from "./promotion-redemption"
import type {
  AvailableAction,
  EngageDraftStatus,
  ManagedPromotionDTO,
  PromotionRedemptionAttemptDTO,
  PromotionRedemptionDTO,
  PromotionRefusalDTO,
  RedemptionAction,
  RedemptionResolution,
  RedemptionState,
  RedemptionStatus,
} from "./promotion-redemption"

/** A row as JSON carries it: times are ISO 8601, in UTC. */
type Json<T> = {
  [Key in keyof T]: T[Key] extends Date
    ? string
    : T[Key] extends Date | null
      ? string | null
      : T[Key]
}

/** A user of the admin. */
export type AdminStaffMember = {
  id: string
  email: string
  first_name: string | null
  last_name: string | null
}

/** Who of the staff is on a redemption. */
export type AdminRedemptionTaker = {
  /** Id of the user or of the secret key. */
  actor_id: string
  /** The user, when it was one and they still exist. */
  user: AdminStaffMember | null
  /** ISO 8601, in UTC. */
  since: string
}

/** A redemption as the admin API lists it. */
export type AdminPromotionRedemption = Json<
  Omit<
    PromotionRedemptionDTO,
    "run_id" | "lease_expires_at" | "reassign_known_ids"
  >
> & {
  /** Null: a guest's, or deleted since. */
  customer: {
    id: string
    email: string | null
    first_name: string | null
    last_name: string | null
  } | null
  /** Null: none yet, or deleted since. */
  order: {
    id: string
    display_id: number
    status: string
    currency_code: string
    /** ISO 8601, in UTC. */
    created_at: string
  } | null
  /** Who of the staff is on it, while it is open; null: nobody. */
  taken_by: AdminRedemptionTaker | null
  /**
   * The order that was placed on its cart without it, of one that was refused or
   * taken off. Null: none, or it has an order of its own.
   */
  later_order: { id: string; display_id: number } | null
}

/** A call to Engage as the admin API shows it. */
export type AdminPromotionRedemptionAttempt = Json<
  Omit<PromotionRedemptionAttemptDTO, "promotion_redemption_id">
>

/** What an operator did to a redemption. */
export type AdminPromotionRedemptionAction = {
  id: string
  action: RedemptionAction
  /** For `resolve`: what the operator decided. */
  resolution: RedemptionResolution | null
  /** Where the redemption stood when the action began. */
  from_status: RedemptionStatus
  /** Where it stood after it; null while it is under way. */
  to_status: RedemptionStatus | null
  note: string | null
  /** Id of the user or of the secret key; empty once it is stripped. */
  actor_id: string
  /** The user, when it was one and they still exist. */
  user: AdminStaffMember | null
  /** ISO 8601, in UTC. */
  created_at: string
}

/** A redemption with all that an operator needs to understand and settle it. */
export type AdminPromotionRedemptionDetail = AdminPromotionRedemption & {
  /** Calls to Engage, oldest first. */
  attempts: AdminPromotionRedemptionAttempt[]
  /** What operators did, oldest first. */
  actions: AdminPromotionRedemptionAction[]
  /** What can be done in this state. Somebody else may be faster. */
  available_actions: AvailableAction[]
  /** Null: deleted since. */
  cart: {
    id: string
    currency_code: string
    /** ISO 8601, in UTC; null while it is no order. */
    completed_at: string | null
  } | null
  /** The Medusa promotion. Null: deleted since. */
  promotion: { id: string; code: string; status: string } | null
}

/** `GET /admin/promotion-redemptions` */
export type AdminPromotionRedemptionListParams = {
  status?: RedemptionStatus | RedemptionStatus[]
  reason?: string | string[]
  channel?: string | string[]
  order_id?: string | string[]
  cart_id?: string | string[]
  customer_id?: string | string[]
  promotion_id?: string | string[]
  engage_promotion_id?: string | string[]
  assignment_id?: string | string[]
  /** In one of these: see {@link REDEMPTION_STATES}. */
  state?: RedemptionState | RedemptionState[]
  /**
   * An order's id: what the order got, and what was tried on its cart and has no
   * order.
   */
  of_order?: string
  /**
   * The beginning of an assignment's id or of a promotion's code, a part of an
   * offer's name, an order's number (with `#` or without) or id, or parts of a
   * customer's name or e-mail address.
   */
  q?: string
  created_at?: AdminDateFilter
  status_changed_at?: AdminDateFilter
  limit?: number
  offset?: number
  /**
   * One of {@link ADMIN_REDEMPTION_ORDERS}, with `-` for descending. Left out:
   * what needs an operator first, then the newest.
   */
  order?: string
  fields?: string
}

/** A day or a time, ISO 8601, or bounds. */
export type AdminDateFilter =
  string | { $gt?: string; $gte?: string; $lt?: string; $lte?: string }

/** What a list of redemptions can be sorted by. */
export const ADMIN_REDEMPTION_ORDERS = [
  "created_at",
  "status_changed_at",
  "status",
  "promotion_code",
  "discount_amount",
  "attempt_count",
  "next_attempt_at",
] as const

/** `GET /admin/promotion-redemptions` */
export type AdminPromotionRedemptionListResponse = {
  promotion_redemptions: AdminPromotionRedemption[]
  count: number
  limit: number
  offset: number
  /**
   * True: `q` fits more customers or names of offers than are looked at, so there
   * may be further redemptions. A longer `q` finds them.
   */
  is_partial: boolean
}

/**
 * `GET /admin/promotion-redemptions/:id`, and what `retry`, `resolve`, `reassign`,
 * `note`, `take` and `leave` answer.
 */
export type AdminPromotionRedemptionResponse = {
  promotion_redemption: AdminPromotionRedemptionDetail
}

/** `POST /admin/promotion-redemptions/:id/reassign` */
export type AdminReassignPromotionRedemption = {
  /** Gives it back although only a part of the order was returned. Default: false. */
  despite_partial_return?: boolean
}

/** An offer that was refused when a customer applied it to a cart. */
export type AdminPromotionRefusal = Json<PromotionRefusalDTO> & {
  /** The order that was placed on its cart since; null: none. */
  later_order: { id: string; display_id: number } | null
}

/** `GET /admin/promotion-redemptions/refusals` */
export type AdminPromotionRefusalListParams = {
  customer_id?: string | string[]
  cart_id?: string | string[]
  /** An order's id: what was refused on its cart. */
  of_order?: string
  limit?: number
  offset?: number
}

/** `GET /admin/promotion-redemptions/refusals` */
export type AdminPromotionRefusalListResponse = {
  /** Of the last 14 days, the latest first. */
  promotion_refusals: AdminPromotionRefusal[]
  count: number
  limit: number
  offset: number
}

/** `POST /admin/promotion-redemptions/:id/resolve` */
export type AdminResolvePromotionRedemption = {
  resolution: RedemptionResolution
  /** Why: 1 to 1000 characters. */
  note: string
}

/** `POST /admin/promotion-redemptions/:id/note` */
export type AdminNotePromotionRedemption = {
  /** 1 to 1000 characters. */
  note: string
}

/** `POST /admin/promotion-redemptions/:id/take` */
export type AdminTakePromotionRedemption = {
  /**
   * Who is on it as the caller saw it (`taken_by.actor_id`). Left out: nobody.
   * When somebody else is by now: 400 `redemption_taken`.
   */
  instead_of?: string
}

/** Redemptions that one request may act on. */
export const MAX_BATCH = 100

/** `POST /admin/promotion-redemptions/batch` */
export type AdminBatchPromotionRedemptions =
  | { action: "retry"; ids: string[] }
  | ({ action: "resolve"; ids: string[] } & AdminResolvePromotionRedemption)

/**
 * What became of one redemption of a batch.
 *
 * - `done`: as the route of one redemption answers 200. Where it stands now, says
 *   `status`: Engage may have refused, or be away still.
 * - `refused`: as the route of one redemption answers 400 or 404, with its code.
 * - `failed`: something broke; the shop's log says what.
 * - `not_tried`: the request had taken too long by then. Send it again.
 */
export const BATCH_OUTCOMES = [
  "done",
  "refused",
  "failed",
  "not_tried",
] as const

/** See {@link BATCH_OUTCOMES}. */
export type AdminBatchResult = {
  id: string
  outcome: (typeof BATCH_OUTCOMES)[number]
  /** After it; null unless it is `done`. */
  status: RedemptionStatus | null
  reason: RedemptionReason | null
  /** Why it was refused. Null: it was not, or there is no such redemption. */
  code: ErrorCode | OperatorErrorCode | null
  /** For people, in English. */
  message: string | null
}

/** `POST /admin/promotion-redemptions/batch` */
export type AdminBatchPromotionRedemptionsResponse = {
  /** One for each id, in the order of the request. */
  results: AdminBatchResult[]
}

/**
 * What was found by asking Engage one thing.
 *
 * - `ok`: it answered as Engage does.
 * - `key_refused`: 401 or 403: a wrong key, or this server's address is not on the
 *   tenant's list of allowed ones.
 * - `contact_type_unknown`: it takes the question but not the option
 *   `contactLookup.contactType`.
 * - `wrong_address`: another answer than Engage's: a wrong address, a proxy's page.
 * - `tenant_set_up_wrongly`: Engage says so of itself
 *   (`InvalidSystemConfiguration`).
 * - `unreachable`: no answer, or one that says "not now" (408, 429, 5xx).
 */
export const ENGAGE_FINDINGS = [
  "ok",
  "key_refused",
  "contact_type_unknown",
  "wrong_address",
  "tenant_set_up_wrongly",
  "unreachable",
] as const

/** See {@link ENGAGE_FINDINGS}. */
export type AdminEngageFinding = (typeof ENGAGE_FINDINGS)[number]

/** One question to Engage, as the shop asks it for its customers. */
export type AdminEngageStep<Step extends string, Finding extends string> = {
  step: Step
  finding: Finding
  /** Of an answer that is not as it should be; null: it is, or none came. */
  http_status: number | null
}

/** What a customer's check looks at, in this order. */
export const CUSTOMER_CHECK_STEPS = [
  "customer",
  "contact_lookup",
  "promotions_list",
  "offers",
] as const

/** What a customer's check can find, beside {@link ENGAGE_FINDINGS}. */
export const CUSTOMER_CHECK_FINDINGS = [
  ...ENGAGE_FINDINGS,
  ...NO_CONTACT_REASONS,
  "no_promotions",
  "none_usable",
] as const

/** `GET /admin/promotion-redemptions/check` */
export type AdminEngageCheckParams = {
  /** The customer's id, or the e-mail address of their account. */
  customer: string
}

/** An offer as a check shows it. */
export type AdminCheckedOffer = AdminCustomerEngagePromotion & {
  /** Currencies of the shop's regions that Engage has no amount for. */
  missing_currencies: string[]
}

/** `GET /admin/promotion-redemptions/check` */
export type AdminEngageCheckResponse = {
  engage_check: {
    customer_id: string
    contact_id: string | null
    /** In order, up to the first that is not `ok`: that is why. */
    steps: AdminEngageStep<
      (typeof CUSTOMER_CHECK_STEPS)[number],
      (typeof CUSTOMER_CHECK_FINDINGS)[number]
    >[]
    /** Empty unless the list could be asked for. */
    engage_promotions: AdminCheckedOffer[]
  }
}

/** What Engage offered to a shopper and the shop could not give. */
export type AdminNotGiven = {
  /**
   * - `no_promotion`: no active Medusa promotion has the offer's code.
   * - `no_amount`: Engage has no amount in the cart's currency.
   * - `contact_ambiguous`: Engage has a customer more than once.
   */
  kind: "no_promotion" | "no_amount" | "contact_ambiguous"
  /** For `no_promotion`. */
  promotion_code: string | null
  /** For `no_amount`, in lower case. */
  currency_code: string | null
  /** What the offer is called; null for `contact_ambiguous`, or not known. */
  promotion_name: string | null
  /** In how many lists that shoppers asked for. */
  count: number
  /** In the latest of them, ISO 8601, in UTC. */
  last_seen_at: string
}

/** Whether Engage can be reached with the shop's key. */
export type AdminEngageReachability =
  /** It answered as it should. */
  | "ok"
  /** 401 or 403. */
  | "key_refused"
  /** Another answer than Engage's: a wrong address, a proxy's page. */
  | "misconfigured"
  /** No answer, or one that says "not now" (429, 5xx). */
  | "unreachable"
  /** The plugin is switched off, or has no key. */
  | "not_configured"

/** `GET /admin/promotion-redemptions/health` */
export type AdminPromotionRedemptionHealthResponse = {
  health: {
    engage: {
      status: AdminEngageReachability
      /** Of the answer that is not as it should be; null: none is, or none came. */
      http_status: number | null
      /** How long the answers took; null when nothing was asked. */
      duration_ms: number | null
      /** What was asked; empty when nothing was. */
      steps: AdminEngageStep<
        "contact_lookup" | "promotions_list",
        AdminEngageFinding
      >[]
    }
    /**
     * Rows that the job settles, `pending` and `redeeming`, without those whose
     * order is not paid: see `unpaid`.
     */
    waiting: AdminRedemptionQueue
    /** Rows that an operator has to decide on, without those in `unpaid`. */
    attention: AdminRedemptionQueue
    /**
     * Offers that are used and whose order was cancelled or wholly returned: an
     * operator decides whether the customer has the offer again.
     */
    give_back: AdminRedemptionQueue
    /**
     * Rows whose order the customer has not paid: `pending` with
     * `payment_pending`, and `attention` with `payment_overdue`. Nothing is wrong
     * with the shop or with Engage: no alarm should look at it.
     */
    unpaid: AdminRedemptionQueue
    /** Promotions that wait for an operator to say whether they are managed. */
    promotions_awaiting_decision: number
    /**
     * What Engage offers and the shop cannot give, by the lists that shoppers asked
     * this server for since it started; what came last first.
     */
    not_given: AdminNotGiven[]
    /** The options in force, as `medusa-config.ts` names them, without secrets. */
    options: Record<string, unknown>
  }
}

/** How many rows stand in a queue, and since when. */
export type AdminRedemptionQueue = {
  count: number
  /** When the oldest came to it, ISO 8601; null when there is none. */
  oldest_at: string | null
  /** How long that is ago, in seconds, by the database's clock. */
  oldest_age_s: number | null
}

/**
 * `GET /admin/promotion-redemptions/summary`: of the same redemptions as the list
 * with these filters.
 */
export type AdminPromotionRedemptionSummaryParams = Omit<
  AdminPromotionRedemptionListParams,
  "limit" | "offset" | "order" | "fields"
> & {
  /** First and last day, `YYYY-MM-DD`. Default: the last 30 days; 366 at most. */
  from?: string
  to?: string
  /** An IANA name such as `Europe/Stockholm`. Default: `UTC`. */
  time_zone?: string
}

/** Redemptions that came to their present status on a day. */
export type AdminPromotionRedemptionDay = {
  /** `YYYY-MM-DD` in the summary's time zone. */
  date: string
  redeemed: number
  rejected: number
  pending: number
  attention: number
}

/** `GET /admin/promotion-redemptions/summary` */
export type AdminPromotionRedemptionSummaryResponse = {
  summary: {
    /** By status: whatever `status` filters, and of all time unless filtered. */
    counts: Record<RedemptionStatus, number>
    /** How many are in each state, of all time. A redemption can be in several. */
    states: Record<RedemptionState, number>
    /** Every day of the period, oldest first. */
    days: AdminPromotionRedemptionDay[]
    from: string
    to: string
    time_zone: string
  }
}

/** An Engage promotion that was linked for a Medusa promotion. */
export type AdminSeenEngagePromotion = {
  /** Null: linked by an operator, who gave none. */
  engage_promotion_id: string | null
  /** What people call it; null: not known. */
  promotion_name: string | null
  /** How many redemptions there are for it, and how many are redeemed. */
  redemption_count: number
  redeemed_count: number
  /** ISO 8601, in UTC. */
  last_seen_at: string
}

/** A try to create a draft in Engage. */
export type AdminEngageDraft = {
  id: string
  /** When it is `unknown`, look in Engage before you try again. */
  status: EngageDraftStatus
  /** Engage's id of the draft, when it said one. */
  engage_promotion_id: string | null
  name: string
  http_status: number | null
  created_by: string
  /** ISO 8601, in UTC. */
  created_at: string
}

/**
 * Medusa's own limits of a promotion. An offer that is given back after its order
 * was cancelled counts against them once more: Medusa does not take the cancelled
 * order's use back.
 */
export type AdminPromotionLimits = {
  /** How often the promotion can be used, in all; null: as often as one likes. */
  usage_limit: number | null
  /** How often it has been used. */
  usage_count: number
  /** Its campaign's budget; null: it has none. */
  budget: {
    /** Medusa's type: `spend`, `usage`, `use_by_attribute`, `spend_by_attribute`. */
    type: string
    limit: number | null
    used: number
    /** For budgets of money; null for the others. */
    currency_code: string | null
  } | null
  /** True: the budget lets each customer, or each e-mail, use it once. */
  once_per_customer: boolean
}

/** How a Medusa promotion stands to Engage. */
export type AdminPromotionEngage = {
  promotion_id: string
  promotion_code: string
  /** An automatic promotion can be neither linked nor managed. */
  is_automatic: boolean
  /** It stands for an Engage promotion, or an operator has decided on it. */
  is_known: boolean
  /** True: it works only on a cart with a linked assignment for it. */
  require_assignment: boolean
  /** Orders had used it freely: an operator has to decide. */
  awaiting_decision: boolean
  /** What made it known: its first link, an operator, or the plugin made it. */
  source: ManagedPromotionDTO["source"] | null
  /** What of Medusa's own limits an offer may run into. */
  limits: AdminPromotionLimits
  /** Who used the switch last, and when; null: nobody. */
  decided_by: string | null
  decided_at: string | null
  engage_promotions: AdminSeenEngagePromotion[]
  counts: Record<RedemptionStatus, number>
  /** Newest first, ten at most. */
  drafts: AdminEngageDraft[]
}

/** `GET`, `POST /admin/promotions/:id/engage` */
export type AdminPromotionEngageResponse = {
  promotion_engage: AdminPromotionEngage
}

/** `POST /admin/promotions/:id/engage` */
export type AdminUpdatePromotionEngage = { require_assignment: boolean }

/** `POST /admin/promotions/:id/engage/draft` */
export type AdminCreateEngageDraft = {
  /** What the draft is called in Engage. */
  name: string
  heading?: string | null
  description?: string | null
  link?: string | null
  /** The first day, `2026-09-01`. Default: today, in the option `timeZone`. */
  start_date?: string
  /** The last day; or how long after it was assigned. One of the two. */
  end_date?: string
  assigned_validity?: {
    unit: "Days" | "Months"
    amount: number
  }
  /**
   * Goes ahead although an earlier try has the status `unknown`: an operator has
   * looked in Engage and found no draft.
   */
  despite_unknown?: boolean
}

/** `POST /admin/promotions/:id/engage/draft` */
export type AdminEngageDraftResponse = { draft: AdminEngageDraft }

/** A promotion that the ledger knows. */
export type AdminManagedPromotion = Json<
  Omit<ManagedPromotionDTO, "promotion_code">
> & {
  /** Null: deleted since. */
  promotion: { id: string; code: string; status: string } | null
}

/** `GET /admin/managed-promotions` */
export type AdminManagedPromotionListParams = {
  awaiting_decision?: boolean
  require_assignment?: boolean
  source?: ManagedPromotionDTO["source"] | ManagedPromotionDTO["source"][]
  promotion_id?: string | string[]
  limit?: number
  offset?: number
  order?: string
  fields?: string
}

/** `GET /admin/managed-promotions` */
export type AdminManagedPromotionListResponse = {
  managed_promotions: AdminManagedPromotion[]
  count: number
  limit: number
  offset: number
}

/** A customer's offer as Engage has it now. */
export type AdminCustomerEngagePromotion = Omit<
  StoreEngagePromotion,
  "applied" | "refused"
> & { reason: ErrorCode | null }

/** `GET /admin/customers/:id/engage-promotions` */
export type AdminCustomerEngagePromotionListResponse = {
  engage_promotions: AdminCustomerEngagePromotion[]
  count: number
  /** Engage's contact of the customer; null: there is none, hence no offers. */
  contact_id: string | null
  /** Why there is no contact; null when there is one. */
  reason: NoContactReason | null
}
