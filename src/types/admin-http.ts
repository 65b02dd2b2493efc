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

/** A row in JSON: times are ISO 8601, in UTC. */
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

/** The member of staff who works on a redemption. */
export type AdminRedemptionTaker = {
  /** Id of the user or of the secret key. */
  actor_id: string
  /** Null: a secret key, or a deleted user. */
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
  /** Null: a guest, or a customer deleted since. */
  customer: {
    id: string
    email: string | null
    first_name: string | null
    last_name: string | null
  } | null
  /** Null: no order yet, or an order deleted since. */
  order: {
    id: string
    display_id: number
    status: string
    currency_code: string
    /** ISO 8601, in UTC. */
    created_at: string
  } | null
  /** The member of staff on an open redemption; null: nobody. */
  taken_by: AdminRedemptionTaker | null
  /**
   * For an offer that was refused or taken off: the order that was placed on its cart
   * without the offer. Null: no such order, or the redemption has an order itself.
   */
  later_order: { id: string; display_id: number } | null
}

/** A call to Engage as the admin API shows it. */
export type AdminPromotionRedemptionAttempt = Json<
  Omit<PromotionRedemptionAttemptDTO, "promotion_redemption_id">
>

/** An operator's action on a redemption. */
export type AdminPromotionRedemptionAction = {
  id: string
  action: RedemptionAction
  /** For `resolve`: the operator's decision. */
  resolution: RedemptionResolution | null
  /** The redemption's status when the action began. */
  from_status: RedemptionStatus
  /** The status after the action; null while the action is under way. */
  to_status: RedemptionStatus | null
  note: string | null
  /** Id of the user or of the secret key; empty once stripped. */
  actor_id: string
  /** Null: a secret key, or a deleted user. */
  user: AdminStaffMember | null
  /** ISO 8601, in UTC. */
  created_at: string
}

/** A redemption with all facts that an operator needs to settle the redemption. */
export type AdminPromotionRedemptionDetail = AdminPromotionRedemption & {
  /** Calls to Engage, oldest first. */
  attempts: AdminPromotionRedemptionAttempt[]
  /** Operators' actions, oldest first. */
  actions: AdminPromotionRedemptionAction[]
  /** What an operator may do now. Another operator may be faster. */
  available_actions: AvailableAction[]
  /** Null: deleted since. */
  cart: {
    id: string
    currency_code: string
    /** ISO 8601, in UTC; null before the order. */
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
  /** In one of these states: see {@link REDEMPTION_STATES}. */
  state?: RedemptionState | RedemptionState[]
  /**
   * An order's id: the order's redemptions, and redemptions without an order that were
   * tried on its cart.
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
   * redemptions that need an operator first, then the newest.
   */
  order?: string
  fields?: string
}

/** A day or a time, ISO 8601, or bounds. */
export type AdminDateFilter =
  string | { $gt?: string; $gte?: string; $lt?: string; $lte?: string }

/** The columns by which a list of redemptions can be sorted. */
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
   * True: `q` fits more customers or names of offers than the search reads, so the
   * list may lack redemptions. A longer `q` finds these redemptions.
   */
  is_partial: boolean
}

/**
 * The answer of `GET /admin/promotion-redemptions/:id`, and of `retry`, `resolve`,
 * `reassign`, `note`, `take` and `leave`.
 */
export type AdminPromotionRedemptionResponse = {
  promotion_redemption: AdminPromotionRedemptionDetail
}

/** `POST /admin/promotion-redemptions/:id/reassign` */
export type AdminReassignPromotionRedemption = {
  /** True: gives the offer back after a partial return too. Default: false. */
  despite_partial_return?: boolean
}

/** An offer that was refused when a customer applied the offer to a cart. */
export type AdminPromotionRefusal = Json<PromotionRefusalDTO> & {
  /** The order that was placed on the cart since; null: none. */
  later_order: { id: string; display_id: number } | null
}

/** `GET /admin/promotion-redemptions/refusals` */
export type AdminPromotionRefusalListParams = {
  customer_id?: string | string[]
  cart_id?: string | string[]
  /** An order's id: the offers refused on its cart. */
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
  /** The reason, 1 to 1000 characters. */
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
   * The member of staff on the redemption as far as the caller knows
   * (`taken_by.actor_id`). Left out: nobody. If another member of staff is on the
   * redemption by now, the route answers 400 `redemption_taken`.
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
 * The result for one redemption of a batch.
 *
 * - `done`: the route of one redemption would answer 200. `status` says where the
 *   redemption stands now: Engage may have refused, or may still be away.
 * - `refused`: the route of one redemption would answer 400 or 404, with the code.
 * - `failed`: an error of the shop, which the shop's log names.
 * - `not_tried`: the request had taken too long by then. Send the id again.
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
  /** The status afterwards; null unless `outcome` is `done`. */
  status: RedemptionStatus | null
  reason: RedemptionReason | null
  /** Why the action was refused. Null: not refused, or an unknown redemption. */
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
 * The finding of one question to Engage.
 *
 * - `ok`: the answer is as Engage documents.
 * - `key_refused`: 401 or 403: a wrong key, or the tenant's list of allowed addresses
 *   lacks this server's address.
 * - `contact_type_unknown`: Engage does not know the contact type of the option
 *   `contactLookup.contactType`.
 * - `wrong_address`: an answer that is not Engage's: a wrong address, a proxy's page.
 * - `tenant_set_up_wrongly`: Engage says that the tenant is set up wrongly
 *   (`InvalidSystemConfiguration`).
 * - `unreachable`: no answer, or an answer that says "not now" (408, 429, 5xx).
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

/** One question to Engage, as the shop asks for its customers. */
export type AdminEngageStep<Step extends string, Finding extends string> = {
  step: Step
  finding: Finding
  /** The status of an answer that is not `ok`; null: `ok`, or no answer. */
  http_status: number | null
}

/** The steps of a customer's check, in order. */
export const CUSTOMER_CHECK_STEPS = [
  "customer",
  "contact_lookup",
  "promotions_list",
  "offers",
] as const

/** The findings of a customer's check: also {@link ENGAGE_FINDINGS}. */
export const CUSTOMER_CHECK_FINDINGS = [
  ...ENGAGE_FINDINGS,
  ...NO_CONTACT_REASONS,
  "no_promotions",
  "none_usable",
] as const

/** `GET /admin/promotion-redemptions/check` */
export type AdminEngageCheckParams = {
  /** The customer's id, or the e-mail address of the customer's account. */
  customer: string
}

/** An offer as a check shows it. */
export type AdminCheckedOffer = AdminCustomerEngagePromotion & {
  /** Currencies of the shop's regions for which Engage has no amount. */
  missing_currencies: string[]
}

/** `GET /admin/promotion-redemptions/check` */
export type AdminEngageCheckResponse = {
  engage_check: {
    customer_id: string
    contact_id: string | null
    /** In order, up to the first step that is not `ok`, which names the cause. */
    steps: AdminEngageStep<
      (typeof CUSTOMER_CHECK_STEPS)[number],
      (typeof CUSTOMER_CHECK_FINDINGS)[number]
    >[]
    /** Empty unless Engage gave its list. */
    engage_promotions: AdminCheckedOffer[]
  }
}

/** An offer in a shopper's list from Engage that the shop could not give. */
export type AdminNotGiven = {
  /**
   * - `no_promotion`: no active Medusa promotion has the offer's code.
   * - `no_amount`: Engage has no amount in the cart's currency.
   * - `contact_ambiguous`: Engage has several contacts for a customer.
   */
  kind: "no_promotion" | "no_amount" | "contact_ambiguous"
  /** For `no_promotion`. */
  promotion_code: string | null
  /** For `no_amount`, in lower case. */
  currency_code: string | null
  /** The offer's name; null for `contact_ambiguous`, or not known. */
  promotion_name: string | null
  /** In how many lists of shoppers. */
  count: number
  /** When in the latest list, ISO 8601, in UTC. */
  last_seen_at: string
}

/** Whether Engage can be reached with the shop's key. */
export type AdminEngageReachability =
  /** The answer is as Engage documents. */
  | "ok"
  /** 401 or 403. */
  | "key_refused"
  /** An answer that is not Engage's: a wrong address, a proxy's page. */
  | "misconfigured"
  /** No answer, or an answer that says "not now" (429, 5xx). */
  | "unreachable"
  /** The plugin is switched off, or has no key. */
  | "not_configured"

/** `GET /admin/promotion-redemptions/health` */
export type AdminPromotionRedemptionHealthResponse = {
  health: {
    engage: {
      status: AdminEngageReachability
      /** The status of an answer that is not `ok`; null: all `ok`, or no answer. */
      http_status: number | null
      /** How long the answers took; null if Engage was not asked. */
      duration_ms: number | null
      /** The questions; empty if Engage was not asked. */
      steps: AdminEngageStep<
        "contact_lookup" | "promotions_list",
        AdminEngageFinding
      >[]
    }
    /**
     * Rows that the job settles, `pending` and `redeeming`, without rows of unpaid
     * orders: see `unpaid`.
     */
    waiting: AdminRedemptionQueue
    /** Rows for an operator to decide on, without the rows in `unpaid`. */
    attention: AdminRedemptionQueue
    /**
     * Used offers whose order was cancelled or wholly returned: an operator decides
     * whether the customer has the offer again.
     */
    give_back: AdminRedemptionQueue
    /**
     * Rows whose order the customer has not paid: `pending` with
     * `payment_pending`, and `attention` with `payment_overdue`. No fault of the shop
     * or of Engage, so no reason for an alarm.
     */
    unpaid: AdminRedemptionQueue
    /** Promotions that wait for an operator's decision: managed or not. */
    promotions_awaiting_decision: number
    /**
     * Engage's offers that the shop cannot give, from shoppers' lists since this
     * server started; the latest first.
     */
    not_given: AdminNotGiven[]
    /** The options in force, as `medusa-config.ts` names them, without secrets. */
    options: Record<string, unknown>
  }
}

/** How many rows wait in a queue, and since when. */
export type AdminRedemptionQueue = {
  count: number
  /** When the oldest row began to wait, ISO 8601; null for an empty queue. */
  oldest_at: string | null
  /** How long the oldest row has waited, in seconds, by the database's clock. */
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

/** How many redemptions came to their present status on a day. */
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
    /** By status, without the filter `status`; of all time unless filtered. */
    counts: Record<RedemptionStatus, number>
    /** Counts by state, of all time. A redemption can be in several states. */
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
  /** Null: linked by an operator without an id. */
  engage_promotion_id: string | null
  /** The offer's name; null: not known. */
  promotion_name: string | null
  /** How many redemptions the promotion has, and how many are redeemed. */
  redemption_count: number
  redeemed_count: number
  /** ISO 8601, in UTC. */
  last_seen_at: string
}

/** A try to create a draft in Engage. */
export type AdminEngageDraft = {
  id: string
  /** If `unknown`, look in Engage before you try again. */
  status: EngageDraftStatus
  /** Engage's id of the draft, if Engage named one. */
  engage_promotion_id: string | null
  name: string
  http_status: number | null
  created_by: string
  /** ISO 8601, in UTC. */
  created_at: string
}

/**
 * Medusa's own limits of a promotion. An offer that is given back after its order
 * was cancelled counts once more: Medusa keeps counting the cancelled order's use.
 */
export type AdminPromotionLimits = {
  /** How often the promotion can be used in all; null: no limit. */
  usage_limit: number | null
  /** How often the promotion has been used. */
  usage_count: number
  /** The campaign's budget; null: none. */
  budget: {
    /** Medusa's type: `spend`, `usage`, `use_by_attribute`, `spend_by_attribute`. */
    type: string
    limit: number | null
    used: number
    /** For budgets of money; otherwise null. */
    currency_code: string | null
  } | null
  /** True: the budget allows each customer, or each e-mail address, one use. */
  once_per_customer: boolean
}

/** A Medusa promotion's settings, limits and drafts for Engage. */
export type AdminPromotionEngage = {
  promotion_id: string
  promotion_code: string
  /** An automatic promotion can be neither linked nor managed. */
  is_automatic: boolean
  /** True: stands for an Engage promotion, or an operator has decided. */
  is_known: boolean
  /** True: works only on a cart with a linked assignment. */
  require_assignment: boolean
  /** True: orders had used the promotion freely, and an operator has to decide. */
  awaiting_decision: boolean
  /** Where the promotion came from: its first link, an operator, or the plugin. */
  source: ManagedPromotionDTO["source"] | null
  /** Medusa's own limits, which can refuse an offer. */
  limits: AdminPromotionLimits
  /** The operator who used the switch last, and when; null: nobody. */
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
  /** The draft's name in Engage. */
  name: string
  heading?: string | null
  description?: string | null
  link?: string | null
  /** The first day, `2026-09-01`. Default: today, in the option `timeZone`. */
  start_date?: string
  /** The last day, or how long an assignment can be used. Give one of the two. */
  end_date?: string
  assigned_validity?: {
    unit: "Days" | "Months"
    amount: number
  }
  /**
   * True: creates a draft even if an earlier try is `unknown`, because an operator has
   * looked in Engage and found no draft.
   */
  despite_unknown?: boolean
}

/** `POST /admin/promotions/:id/engage/draft` */
export type AdminEngageDraftResponse = { draft: AdminEngageDraft }

/** A promotion in the ledger. */
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

/** A customer's present offer in Engage. */
export type AdminCustomerEngagePromotion = Omit<
  StoreEngagePromotion,
  "applied" | "refused"
> & { reason: ErrorCode | null }

/** `GET /admin/customers/:id/engage-promotions` */
export type AdminCustomerEngagePromotionListResponse = {
  engage_promotions: AdminCustomerEngagePromotion[]
  count: number
  /** The customer's contact in Engage; null: no contact, and so no offers. */
  contact_id: string | null
  /** Why the customer has no contact; null with a contact. */
  reason: NoContactReason | null
}
