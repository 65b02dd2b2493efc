import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type {
  AttemptOutcome,
  PromotionRedemptionDTO,
  RedemptionAction,
  RedemptionResolution,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import { isSql, type Columns } from "./effects"
import {
  columnsOf,
  conditionsOf,
  type LedgerEvent,
  type NewEventName,
} from "./events"
import { MACHINE, type Rule } from "./machine"
import { toRedemption, type RedemptionRow } from "./row"

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
  const moved = knex("promotion_redemption")
    .modify((query) => {
      if (from !== "any") {
        query.whereIn("status", from === "new" ? [] : [...from])
      }
      for (const [column, value] of Object.entries(rows)) {
        if (Array.isArray(value)) {
          query.whereIn(column, value)
        } else {
          query.where({ [column]: value })
        }
      }
      for (const { sql, values } of conditionsOf(rule, event)) {
        query.whereRaw(sql, values as Knex.RawBinding[])
      }
    })
    .update({
      ...(to !== "same" && {
        status: to,
        status_changed_at: knex.raw(
          "CASE WHEN status = ? THEN status_changed_at ELSE now() END",
          [to]
        ),
        status_changed_by: knex.raw(
          "CASE WHEN status = ? THEN status_changed_by ELSE ? END",
          [to, by]
        ),
      }),
      updated_at: knex.fn.now(),
      ...written(knex, rule, event),
    })
    .returning([
      "*",
      ...Object.entries({
        ...returning,
        ...(durable ? {} : NOT_DURABLE),
      }).map(([name, text]) => knex.raw(`${text} AS ??`, [name])),
    ])

  const attempts = new Map(
    (opens ? [rows.id].flat() : []).map((id) => [
      id,
      generateEntityId(undefined, "promratt"),
    ])
  )
  const actionId = record ? generateEntityId(undefined, "promract") : null
  const statement = knex.with("moved", moved)

  if (opens && "trigger" in event) {
    statement.with(
      "opened",
      knex.raw(
        `INSERT INTO promotion_redemption_attempt
           (id, promotion_redemption_id, operation, "trigger", started_at)
         SELECT attempt_id, id, ?, ?, now() FROM moved
         JOIN unnest(?::text[], ?::text[]) AS attempt (redemption_id, attempt_id)
           ON redemption_id = id`,
        [
          opens,
          event.trigger,
          [...attempts.keys()] as string[],
          [...attempts.values()],
        ]
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
         SELECT ?, id, ?, ?, COALESCE(?, status), ?, ?, ? FROM moved`,
        [
          actionId,
          record.action,
          record.resolution ?? null,
          record.from_status ?? null,
          record.to_status ?? null,
          record.note ?? null,
          record.actor_id,
        ]
      )
    )
  }

  const changed: RedemptionRow[] = await statement.select("*").from("moved")
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
  const [inserted] = (await knex("promotion_redemption")
    .insert({
      ...row,
      id: generateEntityId(undefined, "promred"),
      status: rule.to,
      status_changed_at: knex.fn.now(),
      status_changed_by: by,
      ...written(knex, rule, event),
    })
    .returning("*")) as [RedemptionRow]
  return toRedemption(inserted)
}

/** The columns that an event writes, for a Knex statement. */
export function written(
  knex: Knex,
  rule: Rule,
  facts: object
): Record<string, Knex.Value | Knex.Raw> {
  return Object.fromEntries(
    Object.entries(columnsOf(rule, facts)).map(([column, value]) => [
      column,
      isSql(value)
        ? knex.raw(value.sql, value.values as Knex.RawBinding[])
        : (value as Knex.Value),
    ])
  )
}

/** Closes an open attempt; a closed attempt stays unchanged. */
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
