import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"

import type {
  AttemptOperation,
  AttemptOutcome,
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { toRedemption, type RedemptionRow } from "./row"

/**
 * Which status may follow which. A status followed by itself changes the row's
 * other columns under the same compare-and-set. `released` is final, and
 * `rejected` unless its order turns out to stand: an assignment that is linked
 * again gets a new row.
 */
export const TRANSITIONS: Record<
  RedemptionStatus,
  readonly RedemptionStatus[]
> = {
  linked: ["linked", "claimed", "pending", "rejected", "attention", "released"],
  claimed: [
    "claimed",
    "linked",
    "redeeming",
    "pending",
    "rejected",
    "attention",
    "released",
  ],
  redeeming: [
    "redeeming",
    "redeemed",
    "rejected",
    "pending",
    "attention",
    "linked",
  ],
  pending: [
    "pending",
    "redeeming",
    "redeemed",
    "rejected",
    "attention",
    "linked",
    "released",
  ],
  redeemed: ["redeemed", "attention"],
  attention: ["attention", "redeeming", "pending", "redeemed", "rejected"],
  rejected: ["rejected", "attention"],
  released: [],
}

/** A call that is about to be made, written with the transition before it. */
export type OpenedAttempt = {
  operation: AttemptOperation
  trigger: AttemptTrigger
}

/** What a call came to, written with the transition that follows from it. */
export type ClosedAttempt = {
  id: string
  outcome: AttemptOutcome
  http_status: number | null
  error_code: string | null
}

/** One compare-and-set on the ledger. */
export type Transition = {
  /** Statuses the rows must be in; a row in another one is left alone. */
  from: readonly RedemptionStatus[]
  to: RedemptionStatus
  /** Who or what causes it, as recorded in `status_changed_by`. */
  by: string
  /** Which rows: at least their id or cart, and the run that must hold them. */
  where: (rows: Knex.QueryBuilder) => void
  set?: Partial<Record<keyof RedemptionRow, Knex.Value | Knex.Raw>>
  open?: OpenedAttempt
  close?: ClosedAttempt
  /** Further columns of the answer, name → SQL, as they were before. */
  returning?: Record<string, string>
}

/** A row after its transition, with the id of the attempt it opened. */
export type Transitioned = PromotionRedemptionDTO & {
  attempt_id: string | null
  [column: string]: unknown
}

/**
 * The one place where a redemption's status changes. A single statement, so it
 * is atomic and durable by itself; times are the database's.
 *
 * @returns the rows that were changed; none when another writer was faster.
 * @throws MedusaError UNEXPECTED_STATE for a step that {@link TRANSITIONS} does
 * not know, and Postgres' 23505 when a unique index refuses.
 */
export async function transition(
  knex: Knex,
  { from, to, by, where, set = {}, open, close, returning = {} }: Transition
): Promise<Transitioned[]> {
  const forbidden = from.find((status) => !TRANSITIONS[status].includes(to))
  if (forbidden) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `A redemption cannot go from ${forbidden} to ${to}`
    )
  }

  const moved = knex("promotion_redemption")
    .whereIn("status", [...from])
    .modify(where)
    .update({
      status: to,
      status_changed_at: knex.raw(
        "CASE WHEN status = ? THEN status_changed_at ELSE now() END",
        [to]
      ),
      status_changed_by: knex.raw(
        "CASE WHEN status = ? THEN status_changed_by ELSE ? END",
        [to, by]
      ),
      updated_at: knex.fn.now(),
      ...set,
    })
    .returning([
      "*",
      ...Object.entries(returning).map(([name, sql]) =>
        knex.raw(`${sql} AS ??`, [name])
      ),
    ])

  const attemptId = open ? generateEntityId(undefined, "promratt") : null
  const statement = knex.with("moved", moved)

  if (open) {
    statement.with(
      "opened",
      knex.raw(
        `INSERT INTO promotion_redemption_attempt
           (id, promotion_redemption_id, operation, "trigger", started_at)
         SELECT ?, id, ?, ?, now() FROM moved`,
        [attemptId, open.operation, open.trigger]
      )
    )
  }
  if (close) {
    statement.with("closed", closeAttempt(knex, close))
  }

  const rows: RedemptionRow[] = await statement.select("*").from("moved")
  return rows.map((row) => ({ ...toRedemption(row), attempt_id: attemptId }))
}

/** Closes an attempt that is still open; one that was closed stays as it is. */
export function closeAttempt(
  knex: Knex,
  { id, outcome, http_status, error_code }: ClosedAttempt
): Knex.QueryBuilder {
  return knex("promotion_redemption_attempt")
    .where({ id })
    .whereNull("finished_at")
    .update({
      finished_at: knex.fn.now(),
      updated_at: knex.fn.now(),
      duration_ms: knex.raw(
        "round(extract(epoch FROM clock_timestamp() - started_at) * 1000)"
      ),
      outcome,
      http_status,
      error_code,
    })
}
