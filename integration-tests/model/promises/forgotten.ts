import type { SandboxAssignmentState } from "../../../packages/engage-sandbox/src"
import { BrokenPromise } from "../support/broken"
import { brief, maybeSent, type LedgerRow } from "../support/ledger"
import type { Scene } from "./scene"

/** Promise 3: what may have been sent is settled, or waits visibly. */
export function checkForgotten({ rows, engage }: Scene): void {
  rows.forEach(checkWaiting)
  for (const state of engage.values()) {
    const own = rows.filter((row) => row.assignment_id === state.assignmentId)
    own.forEach((row) => checkAgainstEngage(row, own, state))
    if (state.redeemedBy === "api" && !own.some(knowsOfRedemption)) {
      throw new BrokenPromise(
        3,
        `Engage redeemed ${state.assignmentId} for us and the ledger has forgotten it`,
        own.map(brief)
      )
    }
  }
}

/** Nothing is stuck: the job has a time for whatever waits. */
function checkWaiting(row: LedgerRow): void {
  const waits =
    ["claimed", "redeeming", "pending"].includes(row.status) ||
    (row.status === "redeemed" && row.order_id === null)
  if (waits && row.next_attempt_at === null) {
    throw new BrokenPromise(
      3,
      "a row is stuck: nothing is due for it",
      brief(row)
    )
  }
}

function checkAgainstEngage(
  row: LedgerRow,
  own: LedgerRow[],
  { redeemed, redeemedBy }: SandboxAssignmentState
): void {
  if (row.status === "redeemed" && !redeemed) {
    throw new BrokenPromise(
      3,
      "a row says redeemed, and Engage does not",
      brief(row)
    )
  }
  if (row.status === "redeemed" && redeemedBy === "store" && !maybeSent(row)) {
    throw new BrokenPromise(
      3,
      "a redemption in a store was taken for ours without a call of ours",
      brief(row)
    )
  }
  if (
    row.reason === "promotion_already_redeemed" &&
    ["attention", "rejected"].includes(row.status) &&
    redeemedBy === "api" &&
    maybeSent(row) &&
    // Another cart's may have been the call that redeemed it.
    !own.some((other) => other.cart_id !== row.cart_id && maybeSent(other))
  ) {
    throw new BrokenPromise(
      3,
      "a redemption of ours was taken for somebody else's",
      brief(row)
    )
  }
}

function knowsOfRedemption(row: LedgerRow): boolean {
  return (
    ["redeeming", "pending", "redeemed", "attention"].includes(row.status) ||
    // Linked or claimed again while nobody knew: the next call finds out.
    (["linked", "claimed"].includes(row.status) && maybeSent(row))
  )
}
