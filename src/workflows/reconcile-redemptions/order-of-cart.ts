import { Modules } from "@medusajs/framework/utils"

import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import {
  linkedCheckMs,
  retryDelayMs,
} from "../../modules/promotion-redemption/ledger/time"
import { isUniqueViolation } from "../../modules/promotion-redemption/ledger/unique-violation"
import { isLockTimeout } from "./lock-timeout"
import { orderIdsOfCarts } from "./orders-of-redemptions"
import type { Settled, Turn } from "./turn"

/** How long the lock of a cart is waited for, in seconds. */
const LOCK_TIMEOUT_S = 1

/**
 * Settles under the cart's lock, with the order that was made of the cart.
 * @throws what settling or the locking module throws: the row is looked at again
 * when the worker's lease ends.
 */
export async function withOrderOfCart(
  turn: Turn,
  redemption: DueRedemption,
  settle: (order_id: string | null) => Settled
): Settled {
  const { cart_id } = redemption
  let isOurs = false
  const underLock = async () => {
    isOurs = true
    // Not the turn's: it was read before the lock was ours.
    const orders = await orderIdsOfCarts(turn.container, [cart_id])
    return settle(orders.get(cart_id) ?? null)
  }
  try {
    return await turn.container
      .resolve(Modules.LOCKING)
      .execute([cart_id], underLock, { timeout: LOCK_TIMEOUT_S })
  } catch (error) {
    if (isOurs || !isLockTimeout(error)) {
      throw error
    }
    // Somebody is at the cart right now, perhaps the completion itself.
    return turn.service.settleHeld({
      ...turn,
      redemption,
      to: redemption.status,
      reason: redemption.reason,
      next_attempt_in_ms: retryDelayMs(1),
    })
  }
}

/** Nothing was sent and no order stands: it waits on its cart. */
export function leaveLinked(turn: Turn, redemption: DueRedemption): Settled {
  return turn.service.settleHeld({
    ...turn,
    redemption,
    to: "linked",
    reason: null,
    next_attempt_in_ms: linkedCheckMs(
      redemption.status === "linked" ? redemption.waited_ms : 0
    ),
  })
}

/**
 * The order that a dead completion placed: it is to be redeemed for it at once.
 * When another order has the assignment by now, an operator is told.
 */
export async function takeOn(
  turn: Turn,
  redemption: DueRedemption,
  order_id: string
): Settled {
  try {
    return await turn.service.settleHeld({
      ...turn,
      redemption,
      to: "pending",
      reason: redemption.reason ?? "engage_unavailable",
      order_id,
      next_attempt_in_ms: 0,
    })
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error
    }
    return turn.service.settleHeld({
      ...turn,
      redemption,
      to: "attention",
      reason: "promotion_already_redeemed",
      order_id,
      next_attempt_in_ms: null,
      refused: true,
    })
  }
}
