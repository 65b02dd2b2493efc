import { Modules } from "@medusajs/framework/utils"

import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { isUniqueViolation } from "../../modules/promotion-redemption/ledger/unique-violation"
import { isLockTimeout } from "./lock-timeout"
import { orderFor, orderIdsOfCarts } from "./orders-of-redemptions"
import { apply, type Settled, type Turn } from "./turn"

/** How long the lock of a cart is waited for, in seconds. */
const LOCK_TIMEOUT_S = 1

/**
 * Settles under the cart's lock, with the order that gets the redemption, and with
 * all orders that were made of the cart. See `orderFor`.
 * @throws what settling or the locking module throws: the row is looked at again
 * when the worker's lease ends.
 */
export async function withOrderOfCart(
  turn: Turn,
  redemption: DueRedemption,
  work: (order_id: string | null, order_ids: string[]) => Settled
): Settled {
  const { cart_id } = redemption
  let isOurs = false
  const underLock = async () => {
    isOurs = true
    // Not the turn's: it was read before the lock was ours.
    const orders = await orderIdsOfCarts(turn.container, [cart_id])
    const ids = orders.get(cart_id) ?? []
    return work(
      await orderFor(turn.container, ids, redemption.promotion_id),
      ids
    )
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
    return apply(turn, redemption, { event: "cart_busy" })
  }
}

/** Nothing was sent and no order stands: it waits on its cart. */
export function leaveLinked(turn: Turn, redemption: DueRedemption): Settled {
  return apply(turn, redemption, { event: "wait_on_cart" })
}

/**
 * The order that a dead completion placed: it is to be redeemed for it at once.
 * When another order has the assignment by now, an operator is told.
 *
 * @param for_operator whether to redeem it is for an operator to decide.
 */
export async function takeOn(
  turn: Turn,
  redemption: DueRedemption,
  order_id: string,
  for_operator?: "no_discount"
): Settled {
  const event = for_operator ? "find_order_undiscounted" : "find_order"
  try {
    return await apply(turn, redemption, { event, order_id })
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error
    }
    return apply(turn, redemption, { event: "find_order_taken", order_id })
  }
}
