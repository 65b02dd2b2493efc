import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { isErrorCode, type ErrorCode } from "../../../errors/catalogue"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { COMPLETION_CHECK_MS } from "./time"

/** The ledger's knowledge of the order that a completion made of a cart. */
export type OrderVerdict =
  /** The completion still runs. */
  | { kind: "open" }
  | { kind: "stands" }
  /** @property undone - the completion has undone its order. */
  | { kind: "refused"; code: ErrorCode; undone: boolean }
  /** No row names an order: the caller has to ask Medusa. */
  | { kind: "unknown" }

/** The columns of a cart's redemption that the verdict depends on. */
export type VerdictRow = Pick<
  PromotionRedemptionDTO,
  "promotion_id" | "status" | "reason" | "order_id" | "run_id"
> & {
  /** The row's lease has not ended. */
  held: boolean
  /** Time since the last change of status or the last refusal, in milliseconds. */
  age_ms: number
}

/** How long the shop's completions can take to end. */
export type VerdictRules = {
  /**
   * A running completion defers a sent redemption within this time, in
   * milliseconds. If a row is `redeeming` for longer, its order stands, or the
   * server died, and then the order stands as well.
   */
  deferred_within_ms: number
  /**
   * A running completion that undoes an order without a verdict, as the shop's
   * options say, is done within this time, in milliseconds. Null: the order
   * stands.
   */
  aborted_within_ms: number | null
}

/**
 * Reads the verdict on a cart's order: one statement.
 *
 * @param promotion_ids the promotions that discount the cart.
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
 * The verdict of all rows of a cart on its order. A refused row with a `run_id`
 * has an order that the completion is undoing, unless the server died: after
 * `COMPLETION_CHECK_MS` the job checks the order, and the row is over. Any other
 * refused row is over too. Beside a row of the same promotion that was not
 * refused, a row that is over does not count, and any refused row does not count
 * if that row has an order or a `run_id`.
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

/** Refused for its cart. A row that an operator has written off has its order. */
function isRefused({ status, run_id, order_id }: VerdictRow): boolean {
  return status === "rejected" && (run_id !== null || order_id === null)
}

/** True of a refused row if no completion is about to undo the order. */
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
