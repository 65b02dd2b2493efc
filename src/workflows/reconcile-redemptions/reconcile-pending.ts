import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import type { Verification } from "../../modules/promotion-redemption/verify-assignment"
import { announce } from "../events"
import { leaveLinked, takeOn, withOrderOfCart } from "./order-of-cart"
import { apply, type Settled, type Turn } from "./turn"

const DAY_MS = 24 * 60 * 60 * 1000

/** The order stands, or stood: send, ask, wait for its payment, or let go. */
export async function reconcilePending(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  if (!redemption.order_id) {
    return reconcileWithoutOrder(turn, redemption)
  }
  const order = turn.orders.byId.get(redemption.order_id)
  if (!order) {
    return reconcileDeletedOrder(turn, redemption)
  }
  if (order.canceled) {
    return reconcileCanceledOrder(turn, redemption)
  }
  if (!order.paid && !redemption.maybe_sent) {
    return waitForPayment(turn, redemption)
  }
  return redeemInBackground(turn, redemption)
}

/**
 * Nobody has paid the order yet. After `unpaidOrderDays` days an operator is told,
 * and the job goes on to look whether the order is paid or cancelled.
 */
async function waitForPayment(turn: Turn, redemption: DueRedemption): Settled {
  const { unpaidOrderDays } = await turn.service.getOptions()
  const overdue = redemption.waited_ms >= unpaidOrderDays * DAY_MS
  return apply(turn, redemption, {
    event: overdue ? "payment_overdue" : "wait_for_payment",
  })
}

/** GET first when an earlier call may have arrived, and only then POST. */
async function redeemInBackground(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const { service, run_id } = turn
  if (redemption.maybe_sent) {
    const verification = await ask(turn, redemption)
    if (verification === "redeemed") {
      return apply(turn, redemption, { event: "find_redeemed" })
    }
    if (verification === "no_answer") {
      return tryLater(turn, redemption)
    }
    // Before the call is noted: a server that dies while it waits has sent none.
    await turn.await_slot?.()
    if (await service.isStopping()) {
      // Another server sends it, and the shutdown waits for one call, not two.
      await service.giveBack({ ids: [redemption.id], run_id })
      return null
    }
  }
  const { redemption: sent } = await service.redeem(
    {
      id: redemption.id,
      run_id,
      from: [redemption.status],
      trigger: triggerOf(turn),
      by: turn.by ?? "job",
      order_id: redemption.order_id,
      on_refused: "attention",
      wait_ms: turn.wait_ms ?? null,
      not_before_ms: 0,
      await_slot: redemption.maybe_sent ? undefined : turn.await_slot,
    },
    (late) => announce(turn.container, [late])
  )
  // One whose call is still out has a verdict to come.
  return sent?.status === "pending" && !sent.lease_expires_at
    ? ((await service.giveUp(sent.id)) ?? sent)
    : sent
}

const triggerOf = ({ by }: Turn) => (by ? "manual" : "retry")

function ask(turn: Turn, redemption: DueRedemption): Promise<Verification> {
  return turn.service.verify(redemption, turn.run_id, {
    trigger: triggerOf(turn),
    timeout_ms: turn.wait_ms,
    await_slot: turn.await_slot,
  })
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
    redemption.maybe_sent && !turn.orders.idsOfCart.has(redemption.cart_id)
      ? await ask(turn, redemption)
      : "not_redeemed"

  return withOrderOfCart(turn, redemption, (order_id) => {
    if (order_id) {
      return takeOn(turn, redemption, order_id)
    }
    if (verification === "redeemed") {
      return apply(turn, redemption, { event: "find_redeemed_without_order" })
    }
    if (redemption.status === "attention") {
      return apply(turn, redemption, { event: "see_nothing_new" })
    }
    switch (verification) {
      case "not_redeemed":
        return leaveLinked(turn, redemption)
      default:
        return tryLater(turn, redemption)
    }
  })
}

/** The order is deleted: nothing more is sent for it. */
async function reconcileDeletedOrder(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const unpaid = redemption.reason === "payment_overdue"
  if (!redemption.maybe_sent && (redemption.status === "pending" || unpaid)) {
    return apply(turn, redemption, {
      event: "release_without_order",
      reason: "order_gone",
    })
  }
  switch (await ask(turn, redemption)) {
    case "redeemed":
      return apply(turn, redemption, { event: "find_redeemed_without_order" })
    case "no_answer":
      return tryLater(turn, redemption, "try_later_order_gone")
    default:
      return apply(turn, redemption, { event: "show_order_gone" })
  }
}

/**
 * The order is cancelled: nothing more is sent for it, and the customer has the
 * offer again unless Engage has it as redeemed. Engage's list says so once none
 * of our calls can arrive any more.
 */
async function reconcileCanceledOrder(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const release = {
    event: "release_without_order",
    reason: "order_canceled",
  } as const
  if (!redemption.maybe_sent) {
    return apply(turn, redemption, release)
  }
  const landing_ms = await turn.service.msUntilLanded(redemption.id)
  if (landing_ms > 0) {
    return apply(turn, redemption, { event: "wait_for_landing", landing_ms })
  }
  switch (await ask(turn, redemption)) {
    case "redeemed":
      return apply(turn, redemption, { event: "find_redeemed" })
    case "not_redeemed":
      return apply(turn, redemption, release)
    case "no_answer":
      return tryLater(turn, redemption, "try_later_order_canceled")
    case "absent":
      return apply(turn, redemption, { event: "show_order_canceled" })
  }
}

async function tryLater(
  turn: Turn,
  redemption: DueRedemption,
  event:
    | "try_later"
    | "try_later_order_gone"
    | "try_later_order_canceled" = "try_later"
): Settled {
  const postponed = await apply(turn, redemption, { event })
  return postponed && ((await turn.service.giveUp(postponed.id)) ?? postponed)
}
