import type { ErrorCode, OperatorErrorCode } from "../errors/catalogue"
import type { RedemptionReason } from "../errors/reasons"

/**
 * Where a redemption stands.
 *
 * - `linked`: on a cart, nothing sent. Several carts may hold the same
 *   assignment; the first to be sent wins.
 * - `claimed`: a completion of the cart is under way.
 * - `redeeming`: sent, or about to be; no verdict yet.
 * - `pending`: the order stands; the job settles it.
 * - `redeemed`: Engage has it; with its order, or bound to its cart.
 * - `rejected`: Engage refused, or an operator wrote it off.
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
 * What made a call to Engage: the customer's checkout, the job, an operator, or
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
 * What was asked of Engage: `redeem` is the POST, `verify` the GET of the
 * contact's promotions that finds out what became of an earlier POST. `reassign`
 * is the POST that assigns the promotion anew.
 */
export const ATTEMPT_OPERATIONS = ["redeem", "verify", "reassign"] as const

/** See {@link ATTEMPT_OPERATIONS}. */
export type AttemptOperation = (typeof ATTEMPT_OPERATIONS)[number]

/** What a call came to. `unknown`: it may have been carried out. */
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
 * Where giving an offer back stands. Null: nobody has tried, or nothing can have
 * arrived.
 *
 * - `sending`: a new assignment of the promotion is being asked for.
 * - `reassigned`: Engage has given the contact a new assignment.
 * - `refused`: Engage refused; `reassign_reason` says why. It can be tried again.
 * - `unknown`: the call was sent, and what became of it is not known.
 * - `declined`: an operator decided that the customer does not get it back. It can
 *   be given back all the same.
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
 * What became of an order after it was placed. Null: it stands as it was bought.
 *
 * - `canceled`: it was cancelled.
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
 * What staff look for, beside a status. A redemption can be in several.
 *
 * - `needs_decision`: an operator has to decide: `attention`, and
 *   `give_back_undecided`.
 * - `give_back_undecided`: the offer is used, its order was cancelled or wholly
 *   returned, and nobody has given the offer back or decided not to.
 * - `given_back`: the customer was given the promotion once more.
 * - `settled_by_hand`: an operator settled it; `resolution` says how.
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

/** What an operator can do to a redemption, where it is allowed as it stands. */
export const AVAILABLE_ACTIONS = ["retry", "resolve", "reassign"] as const

/** See {@link AVAILABLE_ACTIONS}. */
export type AvailableAction = (typeof AVAILABLE_ACTIONS)[number]

/**
 * What is recorded of operators. `note`, `take` and `leave` change nothing of the
 * redemption: a note for the others, and who of the staff is on it.
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
 * What an operator decides on a redemption. `redeemed`: Engage has it.
 * `written_off`: closed without Engage. `not_redeemed`: Engage has not redeemed
 * it, and the customer has it again. `not_given_back`: the order was cancelled or
 * returned, and the customer does not get the offer back.
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
 * What became of a call that creates a draft in Engage. `creating`: it is out.
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
   * Engage's id of the assignment, the one that is redeemed. Null: a discount
   * was refused for having none (`promotion_requires_assignment`).
   */
  assignment_id: string | null
  cart_id: string
  /** Null until an order stands. */
  order_id: string | null
  /** Whose cart it was when the assignment was linked. */
  customer_id: string | null
  /** Medusa's promotion that gives the discount. */
  promotion_id: string
  promotion_code: string
  /**
   * What people call the offer: its name in Engage when it was applied. Null: not
   * known, as in rows of before the column was there.
   */
  promotion_name: string | null
  /**
   * What the shopper read: the offer's heading in Engage when it was applied. Null:
   * Engage has none, or the row is of before the column was there.
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
   * The payment of a completion that was undone: whether its money was given
   * back is looked at. Null: nothing to look at.
   */
  payment_collection_id: string | null
  /** The completion, or the job's turn, that holds the row. */
  run_id: string | null
  /** Until when that hold counts. */
  lease_expires_at: Date | null
  /** When the order first stood without a verdict. */
  deferred_at: Date | null
  redeemed_at: Date | null
  rejected_at: Date | null
  status_changed_at: Date
  /** What caused the last change of status: `customer`, `checkout`, `job`, … */
  status_changed_by: string
  note: string | null
  /** How an operator settled it; null: nobody did. */
  resolution: RedemptionResolution | null
  /** What became of its order since, as far as the shop has heard. */
  order_outcome: OrderOutcome | null
  /** When the shop heard of that. */
  order_outcome_at: Date | null
  /** Whether the offer was given back after its order was cancelled or returned. */
  reassign_status: ReassignStatus | null
  /** Why Engage would not assign the promotion anew. */
  reassign_reason: RedemptionReason | OperatorErrorCode | null
  /** Who gave it back: a user's id, `order.canceled`, or `order.return_received`. */
  reassigned_by: string | null
  reassigned_at: Date | null
  /** The contact's assignments of the promotion before it was assigned anew. */
  reassign_known_ids: string[] | null
  created_at: Date
  updated_at: Date
}

/**
 * Why a customer has no contact in Engage.
 *
 * - `verification_required`: their e-mail address is not verified, so Engage was
 *   not asked.
 * - `nothing_to_look_up_by`: they have not got what `contactLookup` looks up by,
 *   so Engage was not asked.
 * - `contact_not_found`: Engage knows nobody by it.
 * - `contact_ambiguous`: Engage knows more than one by it.
 * - `switched_off`: the plugin is, by its option `enabled`.
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
   * The refusal's code; or, of an answer that the plugin does not know, the word
   * in it that looks like a code: letters, `_` and `-`, 64 at most.
   */
  error_code: string | null
  duration_ms: number | null
}

/** What an operator did to a redemption. */
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
  /** Id of the user or of the secret key; empty once it is stripped. */
  actor_id: string
  created_at: Date
}

/** An offer that was refused when a customer applied it. Kept for a few days. */
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
  /** How often it was refused for this on this cart. */
  count: number
  /** When it was last refused. */
  refused_at: Date
}

/** A call that creates a draft in Engage. */
export type EngagePromotionDraftDTO = {
  id: string
  /** Medusa's promotion, whose code the draft gets. */
  promotion_id: string
  status: EngageDraftStatus
  name: string
  /** Engage's id of the draft, when it said one. */
  engage_promotion_id: string | null
  http_status: number | null
  created_by: string
  created_at: Date
}

/** A Medusa promotion that stands for an Engage promotion. */
export type ManagedPromotionDTO = {
  id: string
  promotion_id: string
  /** Its code when it was last seen; null: not seen since the column is there. */
  promotion_code: string | null
  /** True: it works only on a cart with a linked assignment for it. */
  require_assignment: boolean
  /** True: orders had used it freely, so an operator has to decide. */
  awaiting_decision: boolean
  source: ManagedPromotionSource
  /** Who used the switch last; null: nobody. */
  decided_by: string | null
  decided_at: Date | null
  created_at: Date
  updated_at: Date
}
