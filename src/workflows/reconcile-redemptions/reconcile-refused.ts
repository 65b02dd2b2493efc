import { isRefusal } from "../../errors/reasons"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { LINKED_CHECK_MS } from "../../modules/promotion-redemption/ledger/time"
import type { RedemptionOrder } from "./orders-of-redemptions"
import type { Settled, Turn } from "./turn"

/**
 * Refused, and its completion has not undone the order yet: the server died, and
 * the discount may be given, or undoing takes long. It is shown to an operator
 * and stays the completion's, which may come to undo it. Without an order it does
 * so too: a completion that was refused when it began may yet place one.
 */
export async function reconcileRejected(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const order = standingOrder(turn, redemption)
  return turn.service.settleHeld({
    ...turn,
    run_id: redemption.run_id ?? turn.run_id,
    redemption,
    to: order ? "attention" : "rejected",
    reason: redemption.reason,
    order_id: order?.id ?? null,
    next_attempt_in_ms: order ? LINKED_CHECK_MS : null,
    keeps_run: true,
  })
}

/** An order that stood with a refused discount: undone since, or it stays. */
export async function reconcileRefused(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const order = standingOrder(turn, redemption)
  return turn.service.settleHeld({
    ...turn,
    redemption,
    to: order ? "attention" : "rejected",
    reason: redemption.reason,
    order_id: order?.id ?? null,
    next_attempt_in_ms: null,
  })
}

/**
 * An operator is shown its order. Was that undone since, the cart can be bought
 * again: without the discount when it was refused, and else the next completion
 * finds out whether Engage has it.
 */
export async function reconcileShown(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const { order_id, reason } = redemption
  const canceled = turn.orders.byId.get(order_id ?? "")?.canceled
  const stands = canceled || standingOrder(turn, redemption) !== undefined
  const over = !stands && isRefusal(reason)
  return turn.service.settleHeld({
    ...turn,
    redemption,
    to: over ? "rejected" : "attention",
    reason,
    order_id: stands ? order_id : null,
    next_attempt_in_ms: null,
    refused: over,
  })
}

/**
 * The order that has the refused discount: of several of the cart the one that
 * the redemption names, or one that is discounted by its promotion. An order that has lost its cart was half
 * undone when the server died: it counts while its payment stands, and is
 * nobody's business without one.
 */
export function standingOrder(
  { orders }: Turn,
  { cart_id, order_id, promotion_id }: DueRedemption
): RedemptionOrder | undefined {
  const ids = orders.idsOfCart.get(cart_id) ?? []
  const ofCart =
    ids.length > 1
      ? ids.find(
          (id) =>
            id === order_id || orders.discountsOf.get(id)?.has(promotion_id)
        )
      : ids[0]
  const order = orders.byId.get(ofCart ?? order_id ?? "")
  return order && !order.canceled && (ofCart || order.paid) ? order : undefined
}
