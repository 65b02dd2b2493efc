import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import {
  LINKED_CHECK_MS,
  PATIENCE_MS,
  retryDelayMs,
} from "../../modules/promotion-redemption/ledger/time"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { isUniqueViolation } from "../../modules/promotion-redemption/ledger/unique-violation"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { announce } from "../events"
import { isLockTimeout } from "./lock-timeout"
import {
  isDiscountedBy,
  orderIdsOfCarts,
  type OrdersOfRedemptions,
} from "./orders-of-redemptions"

/** A worker's turn. It holds every redemption it works on. */
export type Turn = {
  container: MedusaContainer
  service: PromotionRedemptionModuleService
  run_id: string
  /** The orders of the redemptions in this turn. */
  orders: OrdersOfRedemptions
}

type Settled = Promise<PromotionRedemptionDTO | null>

/** How long the lock of a cart is waited for, in seconds. */
const LOCK_TIMEOUT_S = 1

/** How often an open payment is looked at, in milliseconds. */
const PAYMENT_CHECK_MS = 60_000

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
      // Nobody holds the row any more: whoever made its calls is gone.
      await turn.service.closeLostAttempts(redemption.id)
      return reconcilePending(turn, redemption)
    case "redeemed":
      return reconcileRedeemed(turn, redemption)
    case "attention":
      return redemption.rejected_at
        ? reconcileRefused(turn, redemption)
        : reconcileWaiting(turn, redemption)
    case "rejected":
      return reconcileRejected(turn, redemption)
    default:
      return null
  }
}

/** It waits on its cart; on one that has been ordered, it waits no longer. */
async function reconcileLinked(turn: Turn, redemption: DueRedemption): Settled {
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
async function reconcileClaimed(
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

/** Nothing was sent and no order stands: it waits on its cart. */
function leaveLinked(turn: Turn, redemption: DueRedemption): Settled {
  return turn.service.settleHeld({
    ...turn,
    redemption,
    to: "linked",
    reason: null,
    next_attempt_in_ms: LINKED_CHECK_MS,
  })
}

/**
 * The order that a dead completion placed: it is to be redeemed for it at once.
 * When another order has the assignment by now, an operator is told.
 */
async function takeOn(
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

/**
 * Settles under the cart's lock, with the order that was made of the cart.
 * @throws what settling or the locking module throws: the row is looked at again
 * when the worker's lease ends.
 */
async function withOrderOfCart(
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

/**
 * Redeemed, and without an order as far as the ledger knows. A completion that
 * took it and died may have placed one: then it is that order's, and no other
 * cart may have it.
 */
async function reconcileWaiting(
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
async function reconcileRedeemed(
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

/**
 * Its completion has not undone the order yet: the server died, and the discount
 * may be given, or undoing takes long. It is shown to an operator and stays the
 * completion's, which may come to undo it. An order that its cart no longer has
 * was half undone; the cart can be bought anew, so nothing may point to it.
 */
async function reconcileRejected(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const order_id = turn.orders.idOfCart.get(redemption.cart_id)
  const order = order_id ? turn.orders.byId.get(order_id) : undefined
  const stands = order !== undefined && !order.canceled
  return turn.service.settleHeld({
    ...turn,
    run_id: redemption.run_id ?? turn.run_id,
    redemption,
    to: stands ? "attention" : "rejected",
    reason: redemption.reason,
    order_id: stands ? order.id : null,
    next_attempt_in_ms: stands ? LINKED_CHECK_MS : null,
    keeps_run: stands,
  })
}

/** An order that stood with a refused discount: undone since, or it stays. */
async function reconcileRefused(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const stands = turn.orders.idOfCart.has(redemption.cart_id)
  return turn.service.settleHeld({
    ...turn,
    redemption,
    to: stands ? "attention" : "rejected",
    reason: redemption.reason,
    next_attempt_in_ms: null,
    ...(!stands && { order_id: null }),
  })
}

async function reconcilePending(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  if (!redemption.order_id) {
    return reconcileWithoutOrder(turn, redemption)
  }
  const order = turn.orders.byId.get(redemption.order_id)
  if (!order || order.canceled) {
    return reconcileLostOrder(turn, redemption, order ? "canceled" : "gone")
  }
  if (!order.paid && !redemption.maybe_sent) {
    return turn.service.settleHeld({
      ...turn,
      redemption,
      to: "pending",
      reason: "payment_pending",
      next_attempt_in_ms: PAYMENT_CHECK_MS,
    })
  }
  return redeemInBackground(turn, redemption)
}

/** GET first when an earlier call may have arrived, and only then POST. */
async function redeemInBackground(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const { service, run_id } = turn
  if (redemption.maybe_sent) {
    const verification = await service.verify(redemption, run_id)
    if (verification === "redeemed") {
      return settleInferred(turn, redemption)
    }
    if (verification === "no_answer") {
      return tryLater(turn, redemption)
    }
  }
  const { redemption: sent } = await service.redeem(
    {
      id: redemption.id,
      run_id,
      from: [redemption.status],
      trigger: "retry",
      by: "job",
      order_id: redemption.order_id,
      on_refused: "attention",
      wait_ms: null,
      not_before_ms: 0,
    },
    (late) => announce(turn.container, [late])
  )
  return sent?.status === "pending"
    ? ((await service.giveUp(sent.id)) ?? sent)
    : sent
}

/**
 * The order was undone with the call's outcome unknown. Without an order nothing
 * is sent; the list can say what became of it. A completion that took it on may
 * have placed an order meanwhile, and died: then it is that order's.
 */
async function reconcileWithoutOrder(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const verification =
    redemption.maybe_sent && !turn.orders.idOfCart.has(redemption.cart_id)
      ? await turn.service.verify(redemption, turn.run_id)
      : "not_redeemed"

  return withOrderOfCart(turn, redemption, (order_id) => {
    if (order_id) {
      return takeOn(turn, redemption, order_id)
    }
    switch (verification) {
      case "redeemed":
        return settleInferred(turn, redemption)
      case "not_redeemed":
        return leaveLinked(turn, redemption)
      default:
        return tryLater(turn, redemption)
    }
  })
}

/** The order is deleted or cancelled: nothing more is sent for it. */
async function reconcileLostOrder(
  turn: Turn,
  redemption: DueRedemption,
  order: "gone" | "canceled"
): Settled {
  const reason = order === "gone" ? "order_gone" : "order_canceled"
  if (!redemption.maybe_sent && redemption.status === "pending") {
    return turn.service.settleHeld({
      ...turn,
      redemption,
      to: "released",
      reason,
      next_attempt_in_ms: null,
    })
  }
  const verification = await turn.service.verify(redemption, turn.run_id)
  if (verification === "redeemed") {
    return settleInferred(turn, redemption, order === "gone")
  }
  return verification === "no_answer"
    ? tryLater(turn, redemption, order === "gone")
    : turn.service.settleHeld({
        ...turn,
        redemption,
        to: "attention",
        reason,
        next_attempt_in_ms: null,
        // A cart whose order was undone can be completed again.
        ...(order === "gone" && { order_id: null }),
      })
}

/** Engage lists it as redeemed, after a call of ours: it was us. */
async function settleInferred(
  turn: Turn,
  redemption: DueRedemption,
  order_is_gone = false
): Settled {
  const order_id = order_is_gone ? null : redemption.order_id
  return turn.service.settleHeld({
    ...turn,
    redemption,
    to: "redeemed",
    reason: null,
    inferred: true,
    order_id,
    next_attempt_in_ms: order_id ? null : PATIENCE_MS,
  })
}

async function tryLater(
  turn: Turn,
  redemption: DueRedemption,
  order_is_gone = false
): Settled {
  const postponed = await turn.service.settleHeld({
    ...turn,
    redemption,
    to: "pending",
    reason: redemption.reason ?? "outcome_unknown",
    next_attempt_in_ms: retryDelayMs(redemption.attempt_count + 1),
    tried: true,
    // Its cart can be bought again, whatever comes of this.
    ...(order_is_gone && { order_id: null }),
  })
  return postponed && ((await turn.service.giveUp(postponed.id)) ?? postponed)
}
