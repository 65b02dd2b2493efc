import type { PlacedOrder } from "../ledger/shop-ledger"
import type { Purchase } from "../purchases/purchases"
import type { Scene } from "../purchases/scene"
import { checkPromises, discountsOf, type StandingOrder } from "./check"

/** The outcome of the purchases, and every broken promise. */
export type Judgement = {
  violations: string[]
  /** Assignments that Engage saved as redeemed. */
  redeemed: number
  redeemedTwice: number
  /** Redeemed at Engage, although no row says so. */
  forgotten: number
  /** Orders that Medusa left half made: without cart and without payment. */
  halfMade: number
}

/**
 * Checks settled purchases against the promises, from three sources: Engage, the
 * ledger, and Medusa's orders with their discounts.
 */
export async function judge(
  { ledger, engage }: Pick<Scene, "ledger" | "engage">,
  purchases: Purchase[]
): Promise<Judgement> {
  const cartOf = new Map(purchases.map(({ key, cartId }) => [key, cartId]))
  const rows = await ledger.rowsOf(...cartOf.values())
  const orders = (await ledger.ordersOf([...cartOf.keys()])).filter(
    ({ canceled }) => !canceled
  )
  const standing = orders.filter(({ cart_id, paid }) => cart_id || paid)
  const ids = new Set(purchases.map(({ assignmentId }) => assignmentId))
  const states = engage
    .state()
    .assignments.filter(({ assignmentId }) => ids.has(assignmentId))
  const discountsOn = (cartId: string, promotionIds: string[]) => {
    const own = rows.filter(({ cart_id }) => cart_id === cartId)
    return promotionIds.flatMap((promotion_id) => {
      const known = discountsOf(own, (row) => row.promotion_id === promotion_id)
      return known.length ? known : { promotion_id, assignment_id: null }
    })
  }

  const evidence = {
    rows,
    orders: standing.map(({ id, purchase, paid, promotion_ids }) => {
      const cart_id = cartOf.get(purchase) ?? ""
      return {
        ...{ id, cart_id, paid },
        finished: true,
        discounts: discountsOn(cart_id, promotion_ids),
      } satisfies StandingOrder
    }),
    engage: states,
  }
  const redeemed = states.filter(({ redeemCount }) => redeemCount > 0)
  // These shops keep orders whose redemption has no verdict: a row must say so.
  const forgotten = redeemed.filter(
    ({ assignmentId }) =>
      !rows.some(
        (row) => row.assignment_id === assignmentId && saysRedeemed(row.status)
      )
  )
  const halfUndone = (order: PlacedOrder) =>
    !order.cart_id &&
    // Medusa was killed while undoing the order: an operator must be told.
    rows.some(
      ({ order_id, status }) => order_id === order.id && status === "attention"
    )
  const lost = standing.filter((order) => !order.cart_id && !halfUndone(order))
  const twice = standing.filter(
    (order) =>
      !halfUndone(order) &&
      standing.some(
        (other) =>
          other !== order &&
          other.purchase === order.purchase &&
          !halfUndone(other)
      )
  )
  return {
    violations: [
      ...checkPromises(evidence, "settled").map(({ what, seen }) =>
        blame(what, seen)
      ),
      ...forgotten.map((state) => blame("a redemption is forgotten", state)),
      ...lost.map((order) =>
        blame(
          "an order is paid and has lost its cart, and nobody sees it",
          order
        )
      ),
      ...twice.map((order) => blame("a cart has two orders", order)),
    ],
    redeemed: redeemed.length,
    redeemedTwice: states.filter(({ redeemCount }) => redeemCount > 1).length,
    forgotten: forgotten.length,
    halfMade: orders.length - standing.length,
  }
}

function saysRedeemed(status: string): boolean {
  return status === "redeemed" || status === "attention"
}

function blame(what: string, seen: unknown): string {
  return `${what}\n      ${JSON.stringify(seen)}`
}
