import { BrokenPromise } from "../support/broken"
import { brief } from "../support/ledger"
import {
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
    const { order, promotion_id, assignment_id, row } = used
    const seen = row ? brief(row) : null
    if (waitsForAttention(row) || row?.status === "attention") {
      continue
    }
    if (!assignment_id) {
      throw new BrokenPromise(
        2,
        `${order.id} has the discount of ${promotion_id} without an assignment`,
        seen
      )
    }
    const accounted =
      row &&
      (row.status === "claimed" ||
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
