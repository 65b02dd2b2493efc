import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { leaveLinked, takeOn, withOrderOfCart } from "./order-of-cart"
import { isDiscountedBy } from "./orders-of-redemptions"
import type { Settled, Turn } from "./turn"

/** It waits on its cart; on one that has been ordered, it waits no longer. */
export async function reconcileLinked(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  return turn.orders.idOfCart.has(redemption.cart_id)
    ? reconcileClaimed(turn, redemption)
    : leaveLinked(turn, redemption)
}

/**
 * Left by a dead server: on with its order, or back on its cart. It is the same
 * with one that the job took from a completion that stood still for longer than
 * its claim lasts, and placed its order after all. An order that it gave nothing
 * has no use for it.
 */
export async function reconcileClaimed(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const { container, service } = turn
  return withOrderOfCart(turn, redemption, async (order_id) => {
    if (!order_id) {
      return leaveLinked(turn, redemption)
    }
    return (await isDiscountedBy(container, order_id, redemption.promotion_id))
      ? takeOn(turn, redemption, order_id)
      : service.settleHeld({
          ...turn,
          redemption,
          to: "released",
          reason: "no_discount",
          next_attempt_in_ms: null,
        })
  })
}
