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
      if (redemption.maybe_sent) {
        // Nobody holds the row any more: whoever made its calls is gone.
        await turn.service.closeLostAttempts(redemption.id)
      }
      return reconcilePending(turn, redemption)
    case "redeemed":
      return reconcileRedeemed(turn, redemption)
    case "attention":
      if (redemption.rejected_at) {
        return reconcileRefused(turn, redemption)
      }
      return redemption.order_id
        ? reconcileShown(turn, redemption)
        : reconcileWaiting(turn, redemption)
    case "rejected":
      return reconcileRejected(turn, redemption)
    default:
      return null
  }
}
