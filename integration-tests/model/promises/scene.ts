import type { SandboxAssignmentState } from "../../../packages/engage-sandbox/src"
import type { Order, Shop } from "../shop/shop"
import { SUMMER } from "../support/cast"
import type { LedgerRow } from "../support/ledger"
import type { Model } from "../support/model"

/** All there is to be seen after a step. */
export type Scene = {
  model: Model
  shop: Shop
  rows: LedgerRow[]
  /** What Engage has of each assignment. */
  engage: Map<string, SandboxAssignmentState>
}

/** A discount that an order has for an assignment. */
export type UsedAssignment = {
  order: Order
  promotion_id: string
  /** Null when the customer had none for it. */
  assignment_id: string | null
  row: LedgerRow | undefined
}

/** The discounts of standing orders that need an assignment. */
export function usedAssignments({
  model,
  shop,
  rows,
}: Scene): UsedAssignment[] {
  return shop.standing().flatMap((order) =>
    order.promotions
      .filter((id) => id !== SUMMER.id)
      .map((promotion_id) => ({
        order,
        promotion_id,
        assignment_id: model.assignmentOf(order.cart_id, promotion_id),
        row: rowOf(order, promotion_id, rows),
      }))
  )
}

/**
 * What the ledger has on a discount of an order: the latest row that is its own
 * or that the job is to look at, and else the latest one.
 */
function rowOf(
  order: Order,
  promotion_id: string,
  rows: LedgerRow[]
): LedgerRow | undefined {
  const ofDiscount = rows.filter(
    (row) =>
      row.cart_id === order.cart_id &&
      row.promotion_id === promotion_id &&
      row.status !== "released"
  )
  return (
    ofDiscount
      .filter((row) => row.order_id === order.id || row.next_attempt_at)
      .at(-1) ?? ofDiscount.at(-1)
  )
}

/** An order whose refusal the job has still to find: its server died over it. */
export function waitsForAttention(row: LedgerRow | undefined): boolean {
  return row?.status === "rejected" && row.next_attempt_at !== null
}
