import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"

import type {
  AttemptOperation,
  AttemptOutcome,
  AttemptTrigger,
  PromotionRedemptionDTO,
  RedemptionAction,
  RedemptionResolution,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { toRedemption, type RedemptionRow } from "./row"

/**
 * Which status may follow which. A status followed by itself changes the row's
 * other columns under the same compare-and-set. `released` is final: an
 * assignment that is linked again gets a new row. `rejected` is final unless its
 * order turns out to stand, or an operator wrote it off and its order is
 * cancelled.
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
    "released",
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
  attention: [
    "attention",
    "redeeming",
    "pending",
    "redeemed",
    "rejected",
    "released",
  ],
  rejected: ["rejected", "attention", "released"],
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
  /** How long it waited for its slot before it was made, in milliseconds. */
  waited_ms?: number
}

/** An operator's action, recorded with the transition that it causes. */
export type OperatorAction = {
  action: RedemptionAction
  actor_id: string
  from_status: RedemptionStatus
  /** Left out while the action is under way. */
  to_status?: RedemptionStatus
  resolution?: RedemptionResolution
  note?: string
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
  record?: OperatorAction
  /** Further columns of the answer, name → SQL, as they were before. */
  returning?: Record<string, string>
  /**
   * False: does not wait until it is on disk. Others see it at once, and the
   * next commit that waits, of whatever table, takes it to disk with it: nothing
   * that follows can outlast it. Default: true.
   */
  durable?: boolean
}

/** For the transaction of the statement that it stands in, and no longer. */
const NOT_DURABLE = {
  synchronous_commit: "set_config('synchronous_commit', 'off', true)",
}

/** A row after its transition, with the ids of what was written beside it. */
export type Transitioned = PromotionRedemptionDTO & {
  attempt_id: string | null
  action_id: string | null
  [column: string]: unknown
}

/**
 * The one place where a redemption's status changes. A single statement, so it
 * is atomic, and durable unless told otherwise; times are the database's.
 *
 * @returns the rows that were changed; none when another writer was faster.
 * @throws MedusaError UNEXPECTED_STATE for a step that {@link TRANSITIONS} does
 * not know, and Postgres' 23505 when a unique index refuses.
 */
export async function transition(
  knex: Knex,
  {
    from,
    to,
    by,
    where,
    set = {},
    open,
    close,
    record,
    returning = {},
    durable = true,
  }: Transition
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
      ...Object.entries({
        ...returning,
        ...(durable ? {} : NOT_DURABLE),
      }).map(([name, sql]) => knex.raw(`${sql} AS ??`, [name])),
    ])

  const attemptId = open ? generateEntityId(undefined, "promratt") : null
  const actionId = record ? generateEntityId(undefined, "promract") : null
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
  if (record) {
    statement.with(
      "recorded",
      knex.raw(
        `INSERT INTO promotion_redemption_action
           (id, promotion_redemption_id, action, resolution, from_status,
            to_status, note, actor_id)
         SELECT ?, id, ?, ?, ?, ?, ?, ? FROM moved`,
        [
          actionId,
          record.action,
          record.resolution ?? null,
          record.from_status,
          record.to_status ?? null,
          record.note ?? null,
          record.actor_id,
        ]
      )
    )
  }

  const rows: RedemptionRow[] = await statement.select("*").from("moved")
  return rows.map((row) => ({
    ...toRedemption(row),
    attempt_id: attemptId,
    action_id: actionId,
  }))
}

/** Closes an attempt that is still open; one that was closed stays as it is. */
export function closeAttempt(
  knex: Knex,
  { id, outcome, http_status, error_code, waited_ms = 0 }: ClosedAttempt
): Knex.QueryBuilder {
  return knex("promotion_redemption_attempt")
    .where({ id })
    .whereNull("finished_at")
    .update({
      finished_at: knex.fn.now(),
      updated_at: knex.fn.now(),
      duration_ms: knex.raw(
        "round(extract(epoch FROM clock_timestamp() - started_at) * 1000 - ?)",
        [waited_ms]
      ),
      outcome,
      http_status,
      error_code,
    })
}
