import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { reconcilePending } from "./reconcile-pending"
import { reconcileRedeemed, reconcileWaiting } from "./reconcile-redeemed"
import {
  reconcileRefused,
  reconcileRejected,
  reconcileShown,
} from "./reconcile-refused"
import { reconcileClaimed, reconcileLinked } from "./reconcile-unsent"
import type { Settled, Turn } from "./turn"

/**
 * Takes one due redemption a step further.
 *
 * @returns the row as committed; null when another run has taken it since.
 */
export async function reconcile(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  switch (redemption.status) {
    case "linked":
      return reconcileLinked(turn, redemption)
    case "claimed":
      return reconcileClaimed(turn, redemption)
    case "redeeming":
    case "pending":
      return reconcileUnsettled(turn, redemption)
    case "redeemed":
      return reconcileRedeemed(turn, redemption)
    case "attention":
      if (redemption.rejected_at) {
        return reconcileRefused(turn, redemption)
      }
      if (!redemption.order_id) {
        return reconcileWaiting(turn, redemption)
      }
      return canSettleShown(turn, redemption)
        ? reconcileUnsettled(turn, redemption)
        : reconcileShown(turn, redemption)
    case "rejected":
      return reconcileRejected(turn, redemption)
    default:
      return null
  }
}

async function reconcileUnsettled(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  if (redemption.maybe_sent) {
    // Nobody holds the row any more: whoever made its calls is gone.
    await turn.service.closeLostAttempts(redemption.id)
  }
  return reconcilePending(turn, redemption)
}

/**
 * Whether the job may settle what an operator is shown: an order that nobody has
 * paid may be paid after all, and one that was cancelled gives its offer back.
 */
function canSettleShown(
  { orders }: Turn,
  { order_id, reason, redeemed_at }: DueRedemption
): boolean {
  return (
    reason === "payment_overdue" ||
    (!redeemed_at && orders.byId.get(order_id ?? "")?.canceled === true)
  )
}
