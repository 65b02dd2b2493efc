import { engageError } from "../../errors/engage-error"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { reconcilePending } from "../reconcile-redemptions/reconcile-pending"
import { reconcileWaiting } from "../reconcile-redemptions/reconcile-redeemed"
import {
  reconcileRefused,
  standingOrder,
} from "../reconcile-redemptions/reconcile-refused"
import { apply, type Settled, type Turn } from "../reconcile-redemptions/turn"

/**
 * Takes a redemption that an operator holds a step further, by the job's own
 * rules. What is `attention` is taken for what it was before.
 *
 * @throws MedusaError NOT_ALLOWED `assignment_held_elsewhere`
 */
export async function settleForOperator(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  // Nobody else holds the row: whoever made its calls is gone.
  await turn.service.closeLostAttempts(redemption.id)
  if (redemption.redeemed_at) {
    return reconcileWaiting(turn, redemption)
  }
  return redemption.rejected_at
    ? retryRefused(turn, redemption)
    : reconcilePending(turn, redemption)
}

/** Refused, with an order that may stand with the discount. */
async function retryRefused(turn: Turn, redemption: DueRedemption): Settled {
  const order = standingOrder(turn, redemption)
  if (!order) {
    return reconcileRefused(turn, redemption)
  }
  const { id } = redemption
  const { service, run_id } = turn
  if (await service.holdAgain({ id, run_id, order_id: order.id })) {
    return reconcilePending(turn, {
      ...redemption,
      rejected_at: null,
      order_id: order.id,
    })
  }
  await apply(turn, redemption, { event: "see_nothing_new" })
  throw engageError("assignment_held_elsewhere")
}
