import type { RedemptionReason } from "../../errors/reasons"
import type {
  ReassignStatus,
  RedemptionStatus,
} from "../../types/promotion-redemption"

/** What of a redemption decides how it is told. */
export type TellableRedemption = {
  status: RedemptionStatus
  reason: RedemptionReason | null
  order_id: string | null
  inferred: boolean
  reassign_status: ReassignStatus | null
  order: { status: string } | null
}

/** Where a redemption stands, as an operator thinks of it. */
export type Situation =
  | "on_cart"
  | "ordering"
  | "sending"
  | "waiting_for_payment"
  | "waiting_for_engage"
  | "waiting_for_setup"
  | "waiting_for_answer"
  | "waiting_without_order"
  | "used"
  | "used_canceled"
  | "given_back"
  | "used_inferred"
  | "used_without_order"
  | "refused"
  | "refused_without_assignment"
  | "refused_limit"
  | "closed"
  | "decide_refused"
  | "decide_without_assignment"
  | "decide_no_verdict"
  | "decide_without_order"
  | "decide_lost_order"
  | "decide_unpaid"
  | "decide_payment"
  | "decide"
  | "not_used"
  | "not_used_order"
  | "freed"

/**
 * The one place that turns a row of the ledger into words: every screen tells a
 * redemption by its situation (`situation.*` of the translations), and the why
 * by its reason (`reason.*`).
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

function waiting({ reason, order_id }: TellableRedemption): Situation {
  if (!order_id) {
    return "waiting_without_order"
  }
  switch (reason) {
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
  const { order_id, order, inferred, reassign_status } = redemption
  if (reassign_status === "reassigned") {
    return "given_back"
  }
  if (order?.status === "canceled") {
    return "used_canceled"
  }
  if (!order_id) {
    return "used_without_order"
  }
  return inferred ? "used_inferred" : "used"
}

function refused({ reason }: TellableRedemption): Situation {
  switch (reason) {
    case "written_off":
      return "closed"
    case "promotion_requires_assignment":
      return "refused_without_assignment"
    case "promotion_limit_reached":
      return "refused_limit"
    default:
      return "refused"
  }
}

function unused({ reason }: TellableRedemption): Situation {
  switch (reason) {
    case "not_redeemed":
      return "freed"
    case "order_canceled":
    case "order_gone":
      return "not_used_order"
    default:
      return "not_used"
  }
}

function undecided({ reason, order_id }: TellableRedemption): Situation {
  switch (reason) {
    case "retries_exhausted":
      return "decide_no_verdict"
    case "redeemed_without_order":
      return "decide_without_order"
    case "order_gone":
    case "order_canceled":
      return "decide_lost_order"
    case "promotion_requires_assignment":
      return "decide_without_assignment"
    case "payment_overdue":
      return "decide_unpaid"
    case "payment_not_returned":
      return "decide_payment"
    case null:
    case "engage_unavailable":
    case "engage_misconfigured":
    case "outcome_unknown":
      return "decide"
    default:
      return order_id ? "decide_refused" : "decide"
  }
}

/** Reasons that say no more than the situation itself does. */
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
  decide_payment: ["payment_not_returned"],
  not_used_order: ["order_canceled"],
  freed: ["not_redeemed"],
  refused_without_assignment: ["promotion_requires_assignment"],
  decide_without_assignment: ["promotion_requires_assignment"],
}

/** The reason that is worth telling beside the situation. */
export function reasonToTell(
  redemption: TellableRedemption
): RedemptionReason | null {
  const { reason } = redemption
  const told = TOLD_BY_THE_SITUATION[situationOf(redemption)]
  return reason && !told?.includes(reason) ? reason : null
}

/** What of a redemption its badge shows. */
export type Standing = {
  status: RedemptionStatus
  reason?: RedemptionReason | null
}

/** The word for a status; what a person settled was not refused by Engage. */
export function wordOf({ status, reason }: Standing) {
  return status === "rejected" && reason === "written_off" ? "settled" : status
}

/** The colour of a status, for badges and the chart alike. */
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
