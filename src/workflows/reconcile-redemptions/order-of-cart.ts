import { Modules } from "@medusajs/framework/utils"

import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { isLockTimeout } from "../medusa/cart-lock"
import { orderFor, orderIdsOfCarts } from "../medusa/orders"
import { apply, type Settled, type Turn } from "./turn"

/** How long the lock of a cart is waited for, in seconds. */
const LOCK_TIMEOUT_S = 1

/**
 * Works under the cart's lock, with the order that gets the redemption, and with
 * all orders that were made of the cart. See `orderFor`.
 * @throws what the work or the locking module throws: the row is looked at again
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
