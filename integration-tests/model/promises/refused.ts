import { BrokenPromise } from "../support/broken"
import { brief } from "../support/ledger"
import {
  escapedTheGuard,
  usedAssignments,
  waitsForAttention,
  type Scene,
  type UsedAssignment,
} from "./scene"

/**
 * Promise 2: no order stands with a discount that was refused, or that nobody
 * has an assignment for, unless an operator is told of it.
 */
export function checkRefused(scene: Scene): void {
  for (const used of usedAssignments(scene)) {
    if (escapedTheGuard(used)) {
      continue
    }
    const { order, promotion_id, assignment_id, row } = used
    const seen = row ? brief(row) : null
    if (!assignment_id) {
      throw new BrokenPromise(
        2,
        `${order.id} has the discount of ${promotion_id} without an assignment`,
        seen
      )
    }
    if (waitsForAttention(row)) {
      continue
    }
    const accounted =
      row &&
      (["claimed", "attention"].includes(row.status) ||
        (["redeeming", "pending", "redeemed"].includes(row.status) &&
          (row.order_id === order.id || waitsForItsOrder(used))))
    if (!accounted) {
      throw new BrokenPromise(
        2,
        `the discount of ${promotion_id} on ${order.id} is not accounted for`,
        seen
      )
    }
  }
}

/** Its server died before it could note the order: the job will. */
function waitsForItsOrder({ order, row }: UsedAssignment): boolean {
  return (
    !order.finished && row?.order_id === null && row.next_attempt_at !== null
  )
}
