import { isErrorCode, type ErrorCode } from "../../errors/catalogue"
import { isRefusal } from "../../errors/reasons"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import type { RedemptionOrder } from "./orders-of-redemptions"
import { apply, type Settled, type Turn } from "./turn"
import { listKeptPayments, logKeptPayments } from "./undone-payment"

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
  const kept = order ? null : await listKept(turn, redemption)
  if (kept?.length) {
    return showKept(turn, redemption, kept)
  }
  return apply(
    turn,
    redemption,
    order
      ? { event: "refused_order_stands", order_id: order.id }
      : { event: "refused_order_undone" }
  )
}

/**
 * An order that stood with a refused discount: undone since, or it stays. Or a
 * payment that was not given back with its order: given back since, or not.
 */
export async function reconcileRefused(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const order = standingOrder(turn, redemption)
  const kept = order ? null : await listKept(turn, redemption)
  if (kept?.length) {
    return showKept(turn, redemption, kept)
  }
  const reason = isShown(redemption)
    ? await refusalOf(turn, redemption)
    : redemption.reason
  return apply(
    turn,
    redemption,
    order
      ? { event: "shown_refusal_stands", order_id: order.id, reason }
      : { event: "shown_refusal_over", reason }
  )
}

/** Whether an operator is shown the row for its payment. */
function isShown({ reason }: DueRedemption): boolean {
  return reason === "payment_not_returned"
}

/** The payments of the undone order that nobody has given back. */
async function listKept(
  { container }: Turn,
  redemption: DueRedemption
): Promise<string[]> {
  const { payment_collection_id, status_changed_at } = redemption
  return payment_collection_id
    ? listKeptPayments(
        container,
        payment_collection_id,
        isShown(redemption) ? status_changed_at : null
      )
    : []
}

/** An operator is shown that the payment was not given back. */
async function showKept(
  turn: Turn,
  redemption: DueRedemption,
  payments: string[]
): Settled {
  const shown = await apply(turn, redemption, {
    event: "payment_not_returned",
  })
  const { payment_collection_id } = redemption
  if (shown && payment_collection_id && !isShown(redemption)) {
    await logKeptPayments(
      turn.container,
      shown,
      payment_collection_id,
      payments
    )
  }
  return shown
}

/** Why a row was refused that was shown for its payment since. */
async function refusalOf(
  { service }: Turn,
  { id, assignment_id }: DueRedemption
): Promise<ErrorCode> {
  if (!assignment_id) {
    return "promotion_requires_assignment"
  }
  const [attempt] = await service.listPromotionRedemptionAttempts(
    { promotion_redemption_id: id, outcome: "refused" },
    { order: { started_at: "DESC" }, take: 1 }
  )
  const code = attempt?.error_code ?? null
  return isErrorCode(code) ? code : "promotion_refused"
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
  const lost = isRefusal(reason) ? "shown_order_undone" : "shown_order_missed"
  return apply(turn, redemption, {
    event: stands ? "see_nothing_new" : lost,
  })
}

/**
 * The order that has the refused discount: of several of the cart the one that
 * the redemption names, or one that is discounted by its promotion. A row that
 * notes a payment and no order has none: its completion has undone it, and what
 * stands on the cart since is another order. An order that has lost its cart was
 * half undone when the server died: it counts while its payment stands, and is
 * nobody's business without one.
 */
export function standingOrder(
  { orders }: Turn,
  { cart_id, order_id, promotion_id, payment_collection_id }: DueRedemption
): RedemptionOrder | undefined {
  if (payment_collection_id && !order_id) {
    return undefined
  }
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
