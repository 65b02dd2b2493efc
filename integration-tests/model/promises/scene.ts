import type { SandboxAssignmentState } from "../../../src/sandbox"
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
        row: rows
          .filter(
            (row) =>
              row.cart_id === order.cart_id &&
              row.promotion_id === promotion_id &&
              row.status !== "released"
          )
          .at(-1),
      }))
  )
}

/** An order whose refusal the job has still to find: its server died over it. */
export function waitsForAttention(row: LedgerRow | undefined): boolean {
  return row?.status === "rejected" && row.next_attempt_at !== null
}

/**
 * A known limit. The guard refuses a discount without an assignment once the
 * order is there, for Medusa to undo the payment; if the server dies in between
 * the order stands, and as there is no assignment there is no row to show it.
 */
export function escapedTheGuard({ order, row }: UsedAssignment): boolean {
  const unknown =
    !row ||
    (row.status === "rejected" &&
      row.order_id === null &&
      row.next_attempt_at === null)
  return !order.finished && unknown
}
