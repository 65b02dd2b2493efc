import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { isErrorCode, type ErrorCode } from "../../../errors/catalogue"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { COMPLETION_CHECK_MS } from "./time"

/** What the ledger knows of the order that a completion has made of a cart. */
export type OrderVerdict =
  /** The completion has not come to its end. */
  | { kind: "open" }
  | { kind: "stands" }
  /** @property undone - the completion has taken its order back. */
  | { kind: "refused"; code: ErrorCode; undone: boolean }
  /** No row names an order: Medusa knows whether there is one. */
  | { kind: "unknown" }

/** A redemption of the cart, as far as a verdict depends on it. */
export type VerdictRow = Pick<
  PromotionRedemptionDTO,
  "promotion_id" | "status" | "reason" | "order_id" | "run_id"
> & {
  /** A run holds the row now. */
  held: boolean
  /** How long it has had its status, or was refused last, in milliseconds. */
  age_ms: number
}

/** How a completion of the shop ends. */
export type VerdictRules = {
  /**
   * A living completion that has sent a redemption defers it within this time, in
   * milliseconds. What is `redeeming` for longer belongs to an order that stands,
   * or to a dead server, and then the order stands as well.
   */
  deferred_within_ms: number
  /**
   * A living completion that undoes an order without a verdict, as the shop wants
   * it, has done so within this time, in milliseconds. Null: the order stands.
   */
  aborted_within_ms: number | null
}

/**
 * Reads what became of the order of a cart: one statement.
 *
 * @param promotion_ids what discounts the cart.
 */
export async function readVerdict(
  knex: Knex,
  {
    cart_id,
    promotion_ids,
    ...rules
  }: VerdictRules & { cart_id: string; promotion_ids: string[] }
): Promise<OrderVerdict> {
  const rows: (Omit<VerdictRow, "held" | "age_ms"> & {
    held: boolean | null
    age_ms: string
  })[] = await knex("promotion_redemption")
    .where({ cart_id })
    .whereIn("promotion_id", promotion_ids)
    .whereNot({ status: "released" })
    .orderBy("created_at")
    .select(
      "promotion_id",
      "status",
      "reason",
      "order_id",
      "run_id",
      knex.raw("lease_expires_at > now() AS held"),
      knex.raw(
        `extract(epoch FROM now() -
           GREATEST(status_changed_at, rejected_at)) * 1000 AS age_ms`
      )
    )
  return verdictOf(
    rows.map((row) => ({
      ...row,
      held: row.held ?? false,
      age_ms: Number(row.age_ms),
    })),
    rules
  )
}

/**
 * What rows of a cart say together of its order. A refused row whose run has not
 * given it back has an order that is being undone, unless the server died: the job
 * has seen to the order by then. Any other refused row is over, and counts only
 * where no later row has its place on the cart.
 */
export function verdictOf(
  rows: VerdictRow[],
  rules: VerdictRules
): OrderVerdict {
  const counting = rows.filter(
    (row) =>
      !isRefused(row) ||
      !rows.some(
        (other) =>
          other.promotion_id === row.promotion_id &&
          !isRefused(other) &&
          (isOver(row) || other.order_id || other.run_id)
      )
  )
  if (counting.some((row) => isOpen(row, rules))) {
    return { kind: "open" }
  }
  const refused =
    counting.find((row) => isRefused(row) && !isOver(row)) ??
    counting.find(isRefused)
  if (refused) {
    const { reason } = refused
    return {
      kind: "refused",
      code: isErrorCode(reason) ? reason : "promotion_refused",
      undone: isOver(refused),
    }
  }
  return counting.every(({ order_id }) => order_id)
    ? { kind: "stands" }
    : { kind: "unknown" }
}

/** Refused for its cart. What an operator has written off has its order. */
function isRefused({ status, run_id, order_id }: VerdictRow): boolean {
  return status === "rejected" && (run_id !== null || order_id === null)
}

/** Of a refused row: nobody is about to undo its order. */
function isOver({ run_id, age_ms }: VerdictRow): boolean {
  return run_id === null || age_ms > COMPLETION_CHECK_MS
}

function isOpen(
  { status, reason, held, age_ms }: VerdictRow,
  { deferred_within_ms, aborted_within_ms }: VerdictRules
): boolean {
  switch (status) {
    case "claimed":
      return held
    case "redeeming":
      return held && age_ms < deferred_within_ms
    case "pending":
      return (
        aborted_within_ms !== null &&
        reason !== "payment_pending" &&
        age_ms < aborted_within_ms
      )
    default:
      return false
  }
}
