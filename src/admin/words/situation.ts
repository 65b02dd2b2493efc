import { ENGAGE_CODES, type ErrorCode } from "../../errors/catalogue"
import type { RedemptionReason } from "../../errors/reasons"
import type {
  OrderOutcome,
  ReassignStatus,
  RedemptionResolution,
  RedemptionStatus,
} from "../../types/promotion-redemption"
import type { en } from "../i18n/en"
import { isGiveBackUndecided, outcomeOf } from "./giving-back"

/** The fields that decide how the screens describe a redemption. */
export type TellableRedemption = {
  status: RedemptionStatus
  reason: RedemptionReason | null
  order_id: string | null
  inferred: boolean
  resolution: RedemptionResolution | null
  order_outcome: OrderOutcome | null
  reassign_status: ReassignStatus | null
  /** Null: the order was deleted. Undefined: the user may not read orders. */
  order?: { status: string } | null
}

/**
 * A redemption's situation, as an operator thinks of redemptions. Each has its texts
 * in the translations.
 */
export type Situation = keyof typeof en.situation

/** The state of a redemption's order, as far as the user may know. */
export type OrderStanding =
  "none" | "stands" | "canceled" | "returned" | "partly_returned" | "deleted"

/**
 * See {@link OrderStanding}. An order hidden from the user counts as `stands`,
 * unless the ledger knows its outcome.
 */
export function orderStandingOf(redemption: TellableRedemption): OrderStanding {
  if (!redemption.order_id) {
    return "none"
  }
  const outcome = outcomeOf(redemption)
  if (outcome === "canceled") {
    return "canceled"
  }
  return redemption.order === null ? "deleted" : (outcome ?? "stands")
}

/**
 * Turns a row of the ledger into words; no other code does. Every screen describes a
 * redemption by its situation (`situation.*` of the translations) and its reason
 * (`reason.*`). An operator's resolution is told first: see {@link resolutionToTell}.
 *
 * If a situation's text describes the order's state, only rows with an order in that
 * state have the situation. `situations.unit.spec.ts` checks every text against all
 * possible rows.
 */
export function situationOf(redemption: TellableRedemption): Situation {
  switch (redemption.status) {
    case "linked":
      return "on_cart"
    case "claimed":
      return "ordering"
    case "redeeming":
      return "sending"
    case "pending":
      return waiting(redemption)
    case "redeemed":
      return used(redemption)
    case "rejected":
      return refused(redemption)
    case "attention":
      return undecided(redemption)
    case "released":
      return unused(redemption)
  }
}

function waiting(redemption: TellableRedemption): Situation {
  switch (orderStandingOf(redemption)) {
    case "none":
      return "waiting_without_order"
    case "canceled":
    case "deleted":
      return "waiting_order_gone"
    case "returned":
      return "waiting_returned"
  }
  switch (redemption.reason) {
    case "payment_pending":
      return "waiting_for_payment"
    case "engage_misconfigured":
      return "waiting_for_setup"
    case "outcome_unknown":
      return "waiting_for_answer"
    default:
      return "waiting_for_engage"
  }
}

function used(redemption: TellableRedemption): Situation {
  const { inferred, resolution, reassign_status } = redemption
  const order = orderStandingOf(redemption)
  if (reassign_status === "reassigned") {
    return "given_back"
  }
  if (reassign_status === "sending") {
    return "giving_back"
  }
  if (order === "none") {
    return resolution ? "settled_used_without_order" : "used_without_order"
  }
  if (order === "deleted") {
    return "used_order_deleted"
  }
  if (order === "stands") {
    if (resolution) {
      return "settled_used"
    }
    return inferred ? "used_inferred" : "used"
  }
  if (order === "partly_returned") {
    return "used_partly_returned"
  }
  switch (reassign_status) {
    case "declined":
      return "not_given_back"
    case "unknown":
      return "giving_back_unclear"
    default:
      return `used_${order}`
  }
}

/** Whether the reason is a refusal by Engage; the shop has other reasons. */
function isEngages(reason: RedemptionReason | null): boolean {
  return reason !== null && ENGAGES.has(reason)
}

const ENGAGES: ReadonlySet<RedemptionReason> = new Set<ErrorCode>([
  ...Object.values(ENGAGE_CODES),
  "promotion_expired",
  "promotion_refused",
])

function refused(redemption: TellableRedemption): Situation {
  const { reason, resolution } = redemption
  if (resolution === "written_off" || reason === "written_off") {
    return "closed"
  }
  // A deleted order is undone already; only the job has not recorded that yet.
  if (!["none", "deleted"].includes(orderStandingOf(redemption))) {
    return "refused_undoing"
  }
  switch (reason) {
    case "promotion_requires_assignment":
      return "refused_without_assignment"
    case "payment_returned":
      return "payment_returned"
    case "promotion_limit_reached":
      return "refused_limit"
    // From Engage, or from the ledger if another order used the assignment.
    case "promotion_already_redeemed":
      return "refused_used"
    default:
      return isEngages(reason) ? "refused" : "refused_by_shop"
  }
}

function unused({ reason, resolution }: TellableRedemption): Situation {
  if (resolution === "written_off") {
    return "freed_written_off"
  }
  switch (reason) {
    case "not_redeemed":
      return "freed"
    case "order_canceled":
    case "order_gone":
      return "not_used_order"
    case "order_returned":
      return "not_used_returned"
    case "no_discount":
      return "not_used_no_discount"
    default:
      return "not_used"
  }
}

/**
 * The situation of an `attention` row. The reasons of the first switch explain a row
 * whatever its order; otherwise the order's state comes first.
 */
function undecided(redemption: TellableRedemption): Situation {
  const { reason } = redemption
  const order = orderStandingOf(redemption)
  switch (reason) {
    case "redeemed_without_order":
      return "decide_without_order"
    case "payment_not_returned":
      return "decide_payment"
    case "order_gone":
    case "order_canceled":
      return "decide_lost_order"
  }
  switch (order) {
    case "none":
      return "decide"
    case "canceled":
    case "deleted":
      return isRefused(reason)
        ? "decide_refused_order_gone"
        : "decide_lost_order"
    case "returned":
      return "decide_returned"
  }
  switch (reason) {
    case "retries_exhausted":
      return "decide_no_verdict"
    case "promotion_requires_assignment":
      return "decide_without_assignment"
    case "payment_overdue":
      return "decide_unpaid"
    case "paid_after_release":
      return "decide_paid_after_release"
    case "no_discount":
      return "decide_no_discount"
    case "promotion_already_redeemed":
      return "decide_used"
    default:
      if (!isRefused(reason)) {
        return "decide"
      }
      return isEngages(reason) ? "decide_refused" : "decide_refused_by_shop"
  }
}

/** Reasons of rows that were not refused. */
const NOT_REFUSED: readonly (RedemptionReason | null)[] = [
  null,
  "engage_unavailable",
  "engage_misconfigured",
  "outcome_unknown",
  "payment_pending",
  "payment_overdue",
  "paid_after_release",
  "payment_returned",
  "retries_exhausted",
  "no_discount",
]

function isRefused(reason: RedemptionReason | null): boolean {
  return !NOT_REFUSED.includes(reason)
}

/** Situations whose text already tells the operator's resolution. */
const TELL_THE_RESOLUTION: readonly Situation[] = [
  "closed",
  "freed",
  "freed_written_off",
  "not_given_back",
  "settled_used",
  "settled_used_without_order",
]

/**
 * The operator's resolution, if the situation's text does not tell it: the screens
 * then tell the resolution first (`settled.*` of the translations). Null: no
 * operator resolved the redemption, or the situation tells the resolution.
 */
export function resolutionToTell(
  redemption: TellableRedemption
): RedemptionResolution | null {
  return TELL_THE_RESOLUTION.includes(situationOf(redemption))
    ? null
    : redemption.resolution
}

/** Reasons that add nothing to the situation's text. */
const TOLD_BY_THE_SITUATION: Partial<
  Record<Situation, readonly RedemptionReason[]>
> = {
  waiting_for_payment: ["payment_pending"],
  waiting_for_answer: ["outcome_unknown"],
  decide_no_verdict: ["retries_exhausted"],
  decide_without_order: ["redeemed_without_order"],
  closed: ["written_off"],
  refused_limit: ["promotion_limit_reached"],
  decide_unpaid: ["payment_overdue"],
  decide_paid_after_release: ["paid_after_release"],
  decide_payment: ["payment_not_returned"],
  payment_returned: ["payment_returned"],
  not_used_order: ["order_canceled"],
  not_used_returned: ["order_returned"],
  freed: ["not_redeemed"],
  freed_written_off: ["order_canceled"],
  not_used_no_discount: ["no_discount"],
  waiting_order_gone: ["order_canceled"],
  refused_used: ["promotion_already_redeemed"],
  decide_used: ["promotion_already_redeemed"],
  decide_no_discount: ["no_discount"],
  refused_without_assignment: ["promotion_requires_assignment"],
  decide_without_assignment: ["promotion_requires_assignment"],
}

/** The reason, if it adds anything to the situation's text. */
export function reasonToTell(
  redemption: TellableRedemption
): RedemptionReason | null {
  const { reason } = redemption
  const told = TOLD_BY_THE_SITUATION[situationOf(redemption)]
  return reason && !told?.includes(reason) ? reason : null
}

/** The fields that decide a redemption's badge. */
export type Standing = Pick<TellableRedemption, "status"> &
  Partial<TellableRedemption>

/** A badge's word: a status, or a later event. */
type StandingWord =
  RedemptionStatus | "settled" | "given_back" | "give_back_undecided"

/**
 * The word for a redemption's badge. A redemption that an operator resolved must not
 * look refused by Engage, and an offer given back must not look merely used.
 */
export function wordOf({
  status,
  reason = null,
  resolution = null,
  order_id = null,
  order_outcome = null,
  reassign_status = null,
  order,
}: Standing): StandingWord {
  if (reassign_status === "reassigned") {
    return "given_back"
  }
  const given = { status, order_id, order_outcome, reassign_status, order }
  if (isGiveBackUndecided(given)) {
    return "give_back_undecided"
  }
  return resolution !== null || reason === "written_off" ? "settled" : status
}

/** The colour of a badge. */
export function colorOf(standing: Standing) {
  switch (wordOf(standing)) {
    case "given_back":
      return "blue"
    case "give_back_undecided":
      return "red"
    default:
      return STATUS_COLORS[standing.status]
  }
}

/** The colours of the statuses, for badges and the chart. */
export const STATUS_COLORS = {
  linked: "grey",
  claimed: "blue",
  redeeming: "blue",
  pending: "orange",
  redeemed: "green",
  rejected: "grey",
  attention: "red",
  released: "grey",
} as const satisfies Record<RedemptionStatus, string>
