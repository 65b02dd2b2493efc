import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { withOrderOfCart } from "./order-of-cart"
import { apply, type Settled, type Turn } from "./turn"

/**
 * Redeemed, and without an order as far as the ledger knows. A completion that
 * took it and died may have placed one: then it is that order's, and no other
 * cart may have it.
 */
export async function reconcileWaiting(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  return withOrderOfCart(turn, redemption, (order_id) => {
    if (redemption.status === "attention") {
      return apply(
        turn,
        redemption,
        order_id && redemption.redeemed_at
          ? { event: "take_order", order_id }
          : { event: "note_order_of_cart", order_id }
      )
    }
    return apply(
      turn,
      redemption,
      order_id
        ? { event: "take_order", order_id }
        : {
            event: redemption.waited_long
              ? "miss_order_for_long"
              : "wait_for_order",
          }
    )
  })
}

/**
 * Once it is seen that its order stands, nothing is left to do. A server may have
 * died after it undid the order: then the assignment waits for another one.
 */
export async function reconcileRedeemed(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const { order_id } = redemption
  if (!order_id) {
    return reconcileWaiting(turn, redemption)
  }
  const exists = turn.orders.byId.has(order_id)
  return apply(turn, redemption, {
    event: exists ? "see_order" : "miss_order",
  })
}
