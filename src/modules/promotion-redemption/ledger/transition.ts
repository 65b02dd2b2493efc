import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type {
  AttemptOutcome,
  PromotionRedemptionDTO,
  RedemptionAction,
  RedemptionResolution,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { NOW, type Columns } from "./effects"
import {
  columnsOf,
  conditionsOf,
  type LedgerEvent,
  type NewEventName,
} from "./events"
import { MACHINE, type Rule } from "./machine"
import { toRedemption, type RedemptionRow } from "./row"
import {
  assignment,
  equals,
  insertion,
  joined,
  run,
  sql,
  sqlOf,
  type Sql,
} from "./sql"

/** The outcome of a call, written with the event that follows from the outcome. */
export type ClosedAttempt = {
  id: string
  outcome: AttemptOutcome
  http_status: number | null
  error_code: string | null
  /** How long the call waited for its slot, in milliseconds. */
  waited_ms?: number
}

/** An operator's action, recorded with the change that the action causes. */
export type OperatorAction = {
  action: RedemptionAction
  actor_id: string
  /** Left out if the status does not change. */
  from_status?: RedemptionStatus
  /** Left out while the action is under way. */
  to_status?: RedemptionStatus
  resolution?: RedemptionResolution
  note?: string
}

type Filter = {
  readonly [Column in keyof RedemptionRow]?:
    string | number | null | readonly string[]
}

type AnyOf<Column extends keyof RedemptionRow> = {
  [Each in Column]: Required<Pick<Filter, Each>>
}[Column]

/** The rows, who causes the change, and the call to record. */
export type Change = {
  /**
   * Which rows, by their columns: a value, a list of values, or null. The machine
   * adds the event's own conditions.
   */
  rows: Filter & AnyOf<"id" | "cart_id" | "order_id" | "payment_collection_id">
  /** As recorded in `status_changed_by`. Null if the status does not change. */
  by: string | null
  close?: ClosedAttempt
  record?: OperatorAction
  /** More columns to return, name → SQL, read after the change. */
  returning?: Record<string, string>
}

/** Turns the setting off for the statement's own transaction only. */
const NOT_DURABLE = {
  synchronous_commit: "set_config('synchronous_commit', 'off', true)",
}

/** A row after its event, with the ids of the attempt and action written with it. */
export type Transitioned = PromotionRedemptionDTO & {
  attempt_id: string | null
  action_id: string | null
  [column: string]: unknown
}

/**
 * Carries out an event as the machine says. One statement writes the row, the
 * attempt and the operator's record, all or none; times are the database's. Only
 * the event `take` is written elsewhere, by `takeDue`.
 *
 * @returns the rows that were changed. None when another writer was faster, or
 * when the machine does not allow the event for the row as stored.
 * @throws Postgres' 23505 when a unique index refuses.
 */
export async function apply(
  knex: Knex,
  event: LedgerEvent,
  { rows, by, close, record, returning = {} }: Change
): Promise<Transitioned[]> {
  const rule: Rule = MACHINE[event.event]
  const { from, to, opens, durable = true } = rule
  const attempts = new Map(
    (opens ? [rows.id].flat() : []).map((id) => [
      id as string,
      generateEntityId(undefined, "promratt"),
    ])
  )
  const actionId = record ? generateEntityId(undefined, "promract") : null

  const returned = { ...returning, ...(durable ? {} : NOT_DURABLE) }
  const parts: Record<string, Sql> = {
    moved: sqlOf`
      UPDATE promotion_redemption
      SET ${assignment({
        ...(to !== "same" && {
          status: to,
          status_changed_at: sqlOf`CASE WHEN status = ${to}
            THEN status_changed_at ELSE now() END`,
          status_changed_by: sqlOf`CASE WHEN status = ${to}
            THEN status_changed_by ELSE ${by} END`,
        }),
        updated_at: NOW,
        ...columnsOf(rule, event),
      })}
      WHERE ${joined(" AND ", [
        ...(from === "any"
          ? []
          : [equals("status", from === "new" ? [] : from)]),
        ...Object.entries(rows).map(([column, value]) => equals(column, value)),
        ...conditionsOf(rule, event),
      ])}
      RETURNING ${joined(", ", [
        sql("*"),
        ...Object.entries(returned).map(([name, text]) =>
          sql(`${text} AS ${name}`)
        ),
      ])}`,
  }
  if (opens && "trigger" in event) {
    parts.opened = sqlOf`
      INSERT INTO promotion_redemption_attempt
        (id, promotion_redemption_id, operation, "trigger", started_at)
      SELECT attempt_id, id, ${opens}, ${event.trigger}, now() FROM moved
      JOIN unnest(${[...attempts.keys()]}::text[],
                  ${[...attempts.values()]}::text[])
        AS attempt (redemption_id, attempt_id)
        ON redemption_id = id`
  }
  if (close) {
    parts.closed = closing(close)
  }
  if (record) {
    parts.recorded = sqlOf`
      INSERT INTO promotion_redemption_action
        (id, promotion_redemption_id, action, resolution, from_status,
         to_status, note, actor_id)
      SELECT ${actionId}, id, ${record.action}, ${record.resolution ?? null},
        COALESCE(${record.from_status ?? null}, status),
        ${record.to_status ?? null}, ${record.note ?? null}, ${record.actor_id}
      FROM moved`
  }

  const changed = await run<RedemptionRow>(
    knex,
    sqlOf`WITH ${joined(
      ", ",
      Object.entries(parts).map(
        ([name, part]) => sqlOf`${sql(name)} AS (${part})`
      )
    )} SELECT * FROM moved`
  )
  return changed.map((row) => ({
    ...toRedemption(row),
    attempt_id: attempts.get(row.id) ?? null,
    action_id: actionId,
  }))
}

/**
 * Inserts a row by an event with `from: "new"`.
 *
 * @param row the row's subject: cart, promotion, assignment.
 * @throws Postgres' 23505 when a unique index refuses.
 */
export async function begin(
  knex: Knex,
  event: LedgerEvent<NewEventName>,
  { row, by }: { row: Columns; by: string }
): Promise<PromotionRedemptionDTO> {
  const rule: Rule = MACHINE[event.event]
  const columns = {
    ...row,
    id: generateEntityId(undefined, "promred"),
    status: rule.to,
    status_changed_at: NOW,
    status_changed_by: by,
    ...columnsOf(rule, event),
  }
  const [inserted] = await run<RedemptionRow>(
    knex,
    sqlOf`
      INSERT INTO promotion_redemption ${insertion(columns)} RETURNING *`
  )
  return toRedemption(inserted as RedemptionRow)
}

/** Closes an open attempt; a closed attempt stays unchanged. */
export async function closeAttempt(
  knex: Knex,
  close: ClosedAttempt
): Promise<void> {
  await run(knex, closing(close))
}

function closing({
  id,
  outcome,
  http_status,
  error_code,
  waited_ms = 0,
}: ClosedAttempt): Sql {
  return sqlOf`
    UPDATE promotion_redemption_attempt
    SET finished_at = now(), updated_at = now(), outcome = ${outcome},
      http_status = ${http_status}, error_code = ${error_code},
      duration_ms = round(
        extract(epoch FROM clock_timestamp() - started_at) * 1000 - ${waited_ms}
      )
    WHERE id = ${id} AND finished_at IS NULL`
}
