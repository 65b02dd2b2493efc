import {
  toRedemption,
  type RedemptionRow,
} from "../../src/modules/promotion-redemption/ledger/row"
import type {
  PromotionRedemptionAttemptDTO,
  PromotionRedemptionDTO,
} from "../../src/types/promotion-redemption"
import type { Database } from "./database"

/** A row of the ledger with its calls, oldest first. */
export type LedgerRow = PromotionRedemptionDTO & {
  attempts: PromotionRedemptionAttemptDTO[]
  /** A holder has the row's lease. */
  held: boolean
  /** The row is due for the job now. */
  due: boolean
}

type SqlRow = RedemptionRow & Pick<LedgerRow, "held" | "due">

/**
 * Reads the ledger without the plugin, oldest row first: all rows, or the rows of
 * some carts.
 */
export async function readLedger(
  database: Database,
  cartIds?: string[]
): Promise<LedgerRow[]> {
  const [where, values] = cartIds
    ? ["WHERE row.cart_id = ANY($1)", [cartIds]]
    : ["", []]
  const [rows, attempts] = await Promise.all([
    database<SqlRow>(
      `SELECT row.*,
         COALESCE(row.lease_expires_at > now(), false) AS held,
         COALESCE(row.next_attempt_at <= now(), false) AS due
       FROM promotion_redemption row ${where}
       ORDER BY row.created_at, row.id`,
      values
    ),
    database<PromotionRedemptionAttemptDTO>(
      `SELECT attempt.* FROM promotion_redemption_attempt attempt
       JOIN promotion_redemption row ON row.id = attempt.promotion_redemption_id
       ${where} ORDER BY attempt.started_at`,
      values
    ),
  ])
  return rows.map(({ held, due, ...row }) => ({
    ...toRedemption(row),
    ...{ held, due },
    attempts: attempts.filter(
      ({ promotion_redemption_id }) => promotion_redemption_id === row.id
    ),
  }))
}

/** The row reserves its assignment: no other row may. */
export function reserves(row: LedgerRow): boolean {
  const { status, reason, order_id, rejected_at } = row
  return (
    ["claimed", "redeeming", "pending", "redeemed"].includes(status) ||
    // A refused row whose order stands is shown to an operator and reserves nothing.
    (status === "attention" && rejected_at === null) ||
    (status === "rejected" && reason === "written_off" && order_id !== null)
  )
}

/** A call of ours may have redeemed the row's assignment. */
export function mayHaveArrived({ attempts }: LedgerRow): boolean {
  return attempts.some(
    ({ operation, outcome, http_status }) =>
      operation === "redeem" &&
      (outcome === null ||
        outcome === "unknown" ||
        outcome === "redeemed" ||
        (http_status ?? 0) >= 500)
  )
}

/** The operations of the row's calls that have not ended: `redeem`, `verify`. */
export function openCalls({ attempts }: LedgerRow): string[] {
  return attempts
    .filter(({ finished_at }) => finished_at === null)
    .map(({ operation }) => operation)
}

/**
 * The status of each of the row's redeem calls; null for a call without an answer.
 */
export function redeemCalls({ attempts }: LedgerRow): (number | null)[] {
  return attempts
    .filter(({ operation }) => operation === "redeem")
    .map(({ http_status }) => http_status)
}

/** The fields of a row that help to find out why a test failed. */
export function brief(row: LedgerRow) {
  const { id, assignment_id, cart_id, order_id, status, reason } = row
  const { run_id, inferred, next_attempt_at, lease_expires_at } = row
  return {
    ...{ id, assignment_id, cart_id, order_id, status, reason, run_id },
    ...{ inferred, next_attempt_at, lease_expires_at },
    redeemed_at: row.redeemed_at,
    attempts: row.attempts.map(
      ({ operation, trigger, outcome, http_status }) =>
        `${operation} ${trigger}: ${outcome ?? "open"} ${http_status ?? "-"}`
    ),
  }
}
