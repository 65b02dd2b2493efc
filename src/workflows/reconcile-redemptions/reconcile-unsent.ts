import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { discountsOnCart } from "../carts/discounts"
import { leaveLinked, takeOn, withOrderOfCart } from "./order-of-cart"
import { discountedOrder } from "./orders-of-redemptions"
import { apply, type Settled, type Turn } from "./turn"

/** It waits on its cart; on one that has been ordered, it waits no longer. */
export async function reconcileLinked(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  return turn.orders.idsOfCart.has(redemption.cart_id)
    ? reconcileClaimed(turn, redemption)
    : leaveLinked(turn, redemption)
}

/**
 * Left by a dead server: on with its order, or back on its cart. It is the same
 * with one that the job took from a completion that stood still for longer than
 * its claim lasts, and placed its order after all. An order that it gave nothing
 * has no use for it. When the promotion discounts the cart and no order of it, a
 * workflow of the shop's has copied the discount in a way of its own, or left it
 * out: an operator can see which.
 */
export async function reconcileClaimed(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const { container } = turn
  const { cart_id, promotion_id } = redemption
  return withOrderOfCart(turn, redemption, async (order_id, order_ids) => {
    const [first] = order_ids
    if (!first) {
      return leaveLinked(turn, redemption)
    }
    const discounted =
      order_ids.length > 1
        ? order_id
        : await discountedOrder(container, order_ids, promotion_id)
    if (discounted) {
      return takeOn(turn, redemption, discounted)
    }
    const onCart = await discountsOnCart(container, cart_id)
    return onCart.some((discount) => discount.promotion_id === promotion_id)
      ? takeOn(turn, redemption, first, "no_discount")
      : apply(turn, redemption, { event: "release_without_discount" })
  })
}
