import type { ErrorCode, OperatorErrorCode } from "../errors/catalogue"
import type { RedemptionReason } from "../errors/reasons"

/**
 * Where a redemption stands.
 *
 * - `linked`: on a cart, nothing sent. Several carts may have the same
 *   assignment; the first to be sent wins.
 * - `claimed`: a completion of the cart is under way.
 * - `redeeming`: sent, or about to be; no verdict yet.
 * - `pending`: the order stands; the job finds the verdict.
 * - `redeemed`: Engage has redeemed; with an order, or bound to the cart.
 * - `rejected`: Engage refused, or an operator wrote the redemption off.
 * - `attention`: an operator decides.
 * - `released`: taken off, nothing was sent.
 */
export const REDEMPTION_STATUSES = [
  "linked",
  "claimed",
  "redeeming",
  "pending",
  "redeemed",
  "rejected",
  "attention",
  "released",
] as const

/** See {@link REDEMPTION_STATUSES}. */
export type RedemptionStatus = (typeof REDEMPTION_STATUSES)[number]

/**
 * The cause of a call to Engage: the customer's checkout, the job, an operator, or
 * the cancellation or the full return of an order.
 */
export const ATTEMPT_TRIGGERS = [
  "checkout",
  "retry",
  "manual",
  "cancellation",
  "return",
] as const

/** See {@link ATTEMPT_TRIGGERS}. */
export type AttemptTrigger = (typeof ATTEMPT_TRIGGERS)[number]

/**
 * The question to Engage: `redeem` is the POST, `verify` the GET of the contact's
 * promotions that finds out the outcome of an earlier POST. `reassign` is the POST
 * that assigns the promotion anew.
 */
export const ATTEMPT_OPERATIONS = ["redeem", "verify", "reassign"] as const

/** See {@link ATTEMPT_OPERATIONS}. */
export type AttemptOperation = (typeof ATTEMPT_OPERATIONS)[number]

/** The outcome of a call. `unknown`: Engage may have carried the call out. */
export const ATTEMPT_OUTCOMES = [
  "redeemed",
  "not_redeemed",
  "assigned",
  "not_assigned",
  "refused",
  "misconfigured",
  "unavailable",
  "unknown",
] as const

/** See {@link ATTEMPT_OUTCOMES}. */
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number]

/**
 * Where giving an offer back stands. Null: not tried, or no call can have arrived.
 *
 * - `sending`: the plugin is asking for a new assignment of the promotion.
 * - `reassigned`: Engage has given the contact a new assignment.
 * - `refused`: Engage refused; `reassign_reason` says why. An operator can try again.
 * - `unknown`: the call was sent, and its outcome is not known.
 * - `declined`: an operator decided against giving the offer back, and can still
 *   give the offer back.
 */
export const REASSIGN_STATUSES = [
  "sending",
  "reassigned",
  "refused",
  "unknown",
  "declined",
] as const

/** See {@link REASSIGN_STATUSES}. */
export type ReassignStatus = (typeof REASSIGN_STATUSES)[number]

/**
 * The outcome of a placed order. Null: the order stands as bought.
 *
 * - `canceled`: the order was cancelled.
 * - `returned`: every item was returned, and the shop has received it.
 * - `partly_returned`: some items were returned and received, and not all.
 */
export const ORDER_OUTCOMES = [
  "canceled",
  "returned",
  "partly_returned",
] as const

/** See {@link ORDER_OUTCOMES}. */
export type OrderOutcome = (typeof ORDER_OUTCOMES)[number]

/**
 * States that staff look for, beside a status. A redemption can be in several.
 *
 * - `needs_decision`: an operator has to decide: `attention`, and
 *   `give_back_undecided`.
 * - `give_back_undecided`: the offer is used, its order was cancelled or wholly
 *   returned, and no operator has given the offer back or decided not to.
 * - `given_back`: the customer was given the promotion once more.
 * - `settled_by_hand`: an operator resolved the redemption; `resolution` says how.
 */
export const REDEMPTION_STATES = [
  "needs_decision",
  "give_back_undecided",
  "given_back",
  "settled_by_hand",
] as const

/** See {@link REDEMPTION_STATES}. */
export type RedemptionState = (typeof REDEMPTION_STATES)[number]

/** Where a managed promotion came from. */
export const MANAGED_PROMOTION_SOURCES = ["link", "admin", "plugin"] as const

/** See {@link MANAGED_PROMOTION_SOURCES}. */
export type ManagedPromotionSource = (typeof MANAGED_PROMOTION_SOURCES)[number]

/** An operator's actions on a redemption, where its state allows them. */
export const AVAILABLE_ACTIONS = ["retry", "resolve", "reassign"] as const

/** See {@link AVAILABLE_ACTIONS}. */
export type AvailableAction = (typeof AVAILABLE_ACTIONS)[number]

/**
 * The recorded actions of operators. `note`, `take` and `leave` do not change the
 * redemption: a note for colleagues, and the member of staff who works on the
 * redemption.
 */
export const REDEMPTION_ACTIONS = [
  ...AVAILABLE_ACTIONS,
  "note",
  "take",
  "leave",
] as const

/** See {@link REDEMPTION_ACTIONS}. */
export type RedemptionAction = (typeof REDEMPTION_ACTIONS)[number]

/**
 * An operator's decision on a redemption. `redeemed`: Engage has redeemed.
 * `written_off`: closed without Engage. `not_redeemed`: Engage has not redeemed,
 * and the customer has the offer again. `not_given_back`: the order was cancelled
 * or returned, and the customer does not get the offer back.
 */
export const REDEMPTION_RESOLUTIONS = [
  "redeemed",
  "written_off",
  "not_redeemed",
  "not_given_back",
] as const

/** See {@link REDEMPTION_RESOLUTIONS}. */
export type RedemptionResolution = (typeof REDEMPTION_RESOLUTIONS)[number]

/**
 * The outcome of a call that creates a draft in Engage. `creating`: the call is out.
 * `unknown`: no answer says whether the draft exists.
 */
export const ENGAGE_DRAFT_STATUSES = [
  "creating",
  "created",
  "failed",
  "unknown",
] as const

/** See {@link ENGAGE_DRAFT_STATUSES}. */
export type EngageDraftStatus = (typeof ENGAGE_DRAFT_STATUSES)[number]

/** One row of the ledger: one assignment on one cart, and later its order. */
export type PromotionRedemptionDTO = {
  id: string
  /**
   * Engage's id of the assignment to redeem. Null: a discount was refused because
   * its assignment is missing (`promotion_requires_assignment`).
   */
  assignment_id: string | null
  cart_id: string
  /** Null until an order stands. */
  order_id: string | null
  /** The cart's customer when the assignment was linked. */
  customer_id: string | null
  /** Medusa's promotion that gives the discount. */
  promotion_id: string
  promotion_code: string
  /**
   * The offer's name in Engage when the offer was applied. Null: not known, as in
   * rows older than the column.
   */
  promotion_name: string | null
  /**
   * The offer's heading for shoppers in Engage when the offer was applied. Null: no
   * heading in Engage, or a row older than the column.
   */
  promotion_heading: string | null
  /** Engage's id of the template. */
  engage_promotion_id: string | null
  /** Engage's contact. Removed when the customer is deleted. */
  contact_id: string | null
  /** Engage's redemption channel, `ECOM` unless the shop says otherwise. */
  channel: string
  status: RedemptionStatus
  reason: RedemptionReason | null
  /** True when "redeemed" was concluded, not answered. */
  inferred: boolean
  /**
   * The discount on the order as the shopper sees it, in major units of
   * `currency_code`: with tax where prices are shown with tax. Not rounded.
   */
  discount_amount: number | null
  currency_code: string | null
  /** How many tries were made to get a verdict. */
  attempt_count: number
  /** When the job looks at the row next. Null: never. */
  next_attempt_at: Date | null
  /**
   * The payment of a completion that was undone: the job checks that the money went
   * back. Null: no payment to check.
   */
  payment_collection_id: string | null
  /** The holder of the lease: a completion, a batch of the job, or an operator. */
  run_id: string | null
  /** When the lease ends. */
  lease_expires_at: Date | null
  /** When the order first stood without a verdict. */
  deferred_at: Date | null
  redeemed_at: Date | null
  rejected_at: Date | null
  status_changed_at: Date
  /** The cause of the last change of status: `customer`, `checkout`, `job`, … */
  status_changed_by: string
  note: string | null
  /** How an operator resolved the redemption; null: not resolved. */
  resolution: RedemptionResolution | null
  /** The outcome of the order, as far as the shop has heard. */
  order_outcome: OrderOutcome | null
  /** When the shop heard of the outcome. */
  order_outcome_at: Date | null
  /** Whether the offer was given back after its order was cancelled or returned. */
  reassign_status: ReassignStatus | null
  /** Why Engage would not assign the promotion anew. */
  reassign_reason: RedemptionReason | OperatorErrorCode | null
  /** Who gave the offer back: a user's id, `order.canceled`, or `order.return_received`. */
  reassigned_by: string | null
  reassigned_at: Date | null
  /** The contact's assignments of the promotion before the new assignment. */
  reassign_known_ids: string[] | null
  created_at: Date
  updated_at: Date
}

/**
 * Why a customer has no contact in Engage.
 *
 * - `verification_required`: the customer's e-mail address is not verified, or the
 *   phone number with `contactLookup.field: "phone"`, so the plugin did not ask
 *   Engage.
 * - `nothing_to_look_up_by`: the customer lacks the field that `contactLookup` looks
 *   up by, so the plugin did not ask Engage.
 * - `contact_not_found`: Engage knows no contact with the value.
 * - `contact_ambiguous`: Engage knows several contacts with the value.
 * - `switched_off`: the plugin is switched off by its option `enabled`.
 */
export const NO_CONTACT_REASONS = [
  "verification_required",
  "nothing_to_look_up_by",
  "contact_not_found",
  "contact_ambiguous",
  "switched_off",
] as const

/** See {@link NO_CONTACT_REASONS}. */
export type NoContactReason = (typeof NO_CONTACT_REASONS)[number]

/** One call to Engage on behalf of a redemption. */
export type PromotionRedemptionAttemptDTO = {
  id: string
  promotion_redemption_id: string
  operation: AttemptOperation
  trigger: AttemptTrigger
  started_at: Date
  /** Null while the call runs, or for ever if its server died. */
  finished_at: Date | null
  http_status: number | null
  outcome: AttemptOutcome | null
  /**
   * The refusal's code; or, if the plugin does not know the answer, a word of the
   * answer in the form of a code: letters, `_` and `-`, 64 at most.
   */
  error_code: string | null
  duration_ms: number | null
}

/** An operator's action on a redemption. */
export type PromotionRedemptionActionDTO = {
  id: string
  promotion_redemption_id: string
  action: RedemptionAction
  /** For `resolve` only. */
  resolution: RedemptionResolution | null
  from_status: RedemptionStatus
  /** Null while the action is under way. */
  to_status: RedemptionStatus | null
  note: string | null
  /** Id of the user or of the secret key; empty once stripped. */
  actor_id: string
  created_at: Date
}

/** An offer refused when a customer applied the offer. Kept for a few days. */
export type PromotionRefusalDTO = {
  id: string
  customer_id: string
  cart_id: string
  assignment_id: string
  /** Engage's id of the promotion, its code in the shop and its name, if known. */
  engage_promotion_id: string | null
  promotion_code: string | null
  promotion_name: string | null
  reason: ErrorCode
  /** How often the offer was refused with the reason on the cart. */
  count: number
  /** When the offer was last refused. */
  refused_at: Date
}

/** A call that creates a draft in Engage. */
export type EngagePromotionDraftDTO = {
  id: string
  /** Medusa's promotion, whose code the draft gets. */
  promotion_id: string
  status: EngageDraftStatus
  name: string
  /** Engage's id of the draft, if Engage named one. */
  engage_promotion_id: string | null
  http_status: number | null
  created_by: string
  created_at: Date
}

/** A Medusa promotion that stands for an Engage promotion. */
export type ManagedPromotionDTO = {
  id: string
  promotion_id: string
  /** The promotion's code when last seen; null: not seen since the column exists. */
  promotion_code: string | null
  /** True: works only on a cart with a linked assignment for the promotion. */
  require_assignment: boolean
  /** True: orders had used the promotion freely, so an operator has to decide. */
  awaiting_decision: boolean
  source: ManagedPromotionSource
  /** The operator who used the switch last; null: not used. */
  decided_by: string | null
  decided_at: Date | null
  created_at: Date
  updated_at: Date
}
