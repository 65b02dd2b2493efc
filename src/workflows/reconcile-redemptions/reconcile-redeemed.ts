import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { PATIENCE_MS } from "../../modules/promotion-redemption/ledger/time"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { withOrderOfCart } from "./order-of-cart"
import type { Settled, Turn } from "./turn"

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
    const settle = (
      to: PromotionRedemptionDTO["status"],
      reason: PromotionRedemptionDTO["reason"],
      next_attempt_in_ms: number | null
    ) =>
      turn.service.settleHeld({
        ...turn,
        redemption,
        to,
        reason,
        next_attempt_in_ms,
        order_id,
      })

    if (order_id && redemption.redeemed_at) {
      return settle("redeemed", null, null)
    }
    if (redemption.status === "attention") {
      return settle("attention", redemption.reason, null)
    }
    return redemption.waited_long
      ? settle("attention", "redeemed_without_order", null)
      : settle("redeemed", null, PATIENCE_MS)
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
  return turn.service.settleHeld({
    ...turn,
    redemption,
    to: "redeemed",
    reason: redemption.reason,
    order_id: exists ? order_id : null,
    next_attempt_in_ms: exists ? null : PATIENCE_MS,
  })
}
