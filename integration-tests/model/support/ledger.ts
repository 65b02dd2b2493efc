import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  PromotionRedemptionAttemptDTO,
  PromotionRedemptionDTO,
} from "../../../src/types/promotion-redemption"

/** A row of the ledger with its calls. */
export type LedgerRow = PromotionRedemptionDTO & {
  attempts: PromotionRedemptionAttemptDTO[]
}

/** The whole ledger, oldest first, read behind the module's back. */
export async function readLedger(knex: Knex): Promise<LedgerRow[]> {
  const [rows, attempts] = await Promise.all([
    knex("promotion_redemption").orderBy("created_at") as Promise<
      PromotionRedemptionDTO[]
    >,
    knex("promotion_redemption_attempt").orderBy("started_at") as Promise<
      PromotionRedemptionAttemptDTO[]
    >,
  ])
  return rows.map((row) => ({
    ...row,
    attempts: attempts.filter(
      ({ promotion_redemption_id }) => promotion_redemption_id === row.id
    ),
  }))
}

/** The row holds its assignment: no other one may. */
export function isBinding(row: LedgerRow): boolean {
  const { status, reason, order_id, rejected_at } = row
  return (
    ["claimed", "redeeming", "pending", "redeemed"].includes(status) ||
    // One that was refused, and whose order stands, is shown and holds nothing.
    (status === "attention" && rejected_at === null) ||
    (status === "rejected" && reason === "written_off" && order_id !== null)
  )
}

/** A call of ours may have redeemed the row's assignment. */
export function maybeSent({ attempts }: LedgerRow): boolean {
  return attempts.some(
    ({ operation, outcome, http_status }) =>
      operation === "redeem" &&
      (outcome === null ||
        outcome === "unknown" ||
        outcome === "redeemed" ||
        (http_status ?? 0) >= 500)
  )
}

/** What of a row helps to understand a counter-example. */
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
