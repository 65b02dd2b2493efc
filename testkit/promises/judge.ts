import type { LedgerRow, PlacedOrder } from "../ledger/shop-ledger"
import type { Purchase } from "../purchases/purchases"
import type { Scene } from "../purchases/scene"
import { underWay, waitsForPayment } from "./settle"

/** What the purchases came to, and what of it breaks a promise. */
export type Judgement = {
  violations: string[]
  /** Assignments that Engage saved as redeemed. */
  redeemed: number
  redeemedTwice: number
  /** Redeemed at Engage, and in no row that says so. */
  forgotten: number
  /** Orders that Medusa left half made: without cart and without payment. */
  halfMade: number
}

/**
 * Holds purchases that have settled against the promises, from three sources:
 * Engage, the ledger, and Medusa's orders with their discounts.
 */
export async function judge(
  scene: Pick<Scene, "ledger" | "engage">,
  purchases: Purchase[]
): Promise<Judgement> {
  const { ledger, engage } = scene
  const cartIds = purchases.map(({ cartId }) => cartId)
  const rows = await ledger.rowsOf(cartIds)
  const orders = (
    await ledger.ordersOf(purchases.map(({ key }) => key))
  ).filter(({ canceled }) => !canceled)
  const standing = orders.filter(({ cart_id, paid }) => cart_id || paid)
  const judgement: Judgement = {
    violations: [],
    redeemed: 0,
    redeemedTwice: 0,
    forgotten: 0,
    halfMade: orders.length - standing.length,
  }
  const blame = (what: string, ...evidence: unknown[]) =>
    judgement.violations.push(
      [what, ...evidence.map((one) => JSON.stringify(one))].join("\n      ")
    )

  for (const row of await underWay(scene, purchases)) {
    blame("a row is stuck", row)
  }
  for (const row of rows) {
    const settled = row.status === "redeemed" || row.status === "rejected"
    if (settled && row.open_calls.length) {
      blame("a settled row has a call that never ended", row)
    }
  }
  for (const order of standing) {
    for (const problem of problemsOfOrder(order, purchases, rows, orders)) {
      blame(problem, order, rows.filter(sameCart(order, purchases)))
    }
  }

  const assignmentIds = new Set(
    purchases.map(({ assignmentId }) => assignmentId)
  )
  for (const assignmentId of assignmentIds) {
    const { redeemCount } = engage.assignment(assignmentId)
    const its = rows.filter((row) => row.assignment_id === assignmentId)
    const confirmed = its.filter(
      ({ status }) => status === "redeemed" || status === "attention"
    )
    const discounted = standing.filter((order) =>
      purchases.some(
        (purchase) =>
          purchase.key === order.purchase &&
          purchase.assignmentId === assignmentId &&
          its.some(({ promotion_id }) =>
            order.promotion_ids.includes(promotion_id)
          ) &&
          // A refusal that came too late is an operator's to see.
          !its.some(
            ({ order_id, status }) =>
              order_id === order.id && status === "attention"
          )
      )
    )
    judgement.redeemed += redeemCount > 0 ? 1 : 0
    judgement.redeemedTwice += redeemCount > 1 ? 1 : 0
    if (redeemCount > 1) {
      blame("an assignment is redeemed twice", its)
    }
    if (redeemCount > 0 && !confirmed.length) {
      judgement.forgotten++
      blame("a redemption is forgotten", its)
    }
    if (!redeemCount && its.some(({ status }) => status === "redeemed")) {
      blame("a row is redeemed and Engage knows nothing of it", its)
    }
    if (discounted.length > 1) {
      blame("an assignment is used by two orders", discounted, its)
    }
  }
  return judgement
}

function problemsOfOrder(
  order: PlacedOrder,
  purchases: Purchase[],
  rows: LedgerRow[],
  orders: PlacedOrder[]
): string[] {
  const problems: string[] = []
  // Medusa was killed while it undid the order: an operator has to be told.
  const halfUndone = (one: PlacedOrder) =>
    !one.cart_id &&
    rows.some(
      ({ order_id, status }) => order_id === one.id && status === "attention"
    )
  if (!order.cart_id && !halfUndone(order)) {
    problems.push("an order is paid and has lost its cart, and nobody sees it")
  }
  if (
    orders.some(
      (other) =>
        other !== order &&
        other.purchase === order.purchase &&
        (other.cart_id || (other.paid && !halfUndone(other)))
    ) &&
    !halfUndone(order)
  ) {
    problems.push("a cart has two orders")
  }
  const own = rows.filter(sameCart(order, purchases))
  for (const promotionId of order.promotion_ids) {
    const row = own.find(
      ({ promotion_id, order_id }) =>
        promotion_id === promotionId && order_id === order.id
    )
    if (!row) {
      problems.push("an order has a discount and no row for it")
    } else if (
      row.status !== "redeemed" &&
      row.status !== "attention" &&
      !waitsForPayment(row, orders)
    ) {
      problems.push(`an order keeps a discount whose row is ${row.status}`)
    }
  }
  return problems
}

function sameCart(order: PlacedOrder, purchases: Purchase[]) {
  const cartId = purchases.find(({ key }) => key === order.purchase)?.cartId
  return (row: LedgerRow) => row.cart_id === cartId
}
