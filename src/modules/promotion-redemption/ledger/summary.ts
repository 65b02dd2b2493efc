import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { matching, type RedemptionFilters } from "./search"
import {
  REDEMPTION_STATUSES,
  type RedemptionStatus,
} from "../../../types/promotion-redemption"

import { REASSIGN_UNDECIDED } from "./predicates"

/** The number of redemptions in each status. */
type StatusCounts = Record<RedemptionStatus, number>

/** The number of redemptions in each status, among those that match the filters. */
export async function countByStatus(
  knex: Knex,
  filters: RedemptionFilters = {}
): Promise<StatusCounts> {
  const rows: { status: RedemptionStatus; count: string }[] = await matching(
    knex,
    filters
  )
    .groupBy("status")
    .select("status", knex.raw("count(*) AS count"))
  const counts = new Map(
    rows.map(({ status, count }) => [status, Number(count)])
  )
  return Object.fromEntries(
    REDEMPTION_STATUSES.map((status) => [status, counts.get(status) ?? 0])
  ) as StatusCounts
}

/** The statuses that a chart counts for a day. */
const CHARTED_STATUSES = [
  "redeemed",
  "rejected",
  "pending",
  "attention",
] as const

/** Number of redemptions that got their present status on the day. */
type DayCounts = { date: string } & Record<
  (typeof CHARTED_STATUSES)[number],
  number
>

/** Days of a time zone, both included. */
type Period = { from: string; to: string; time_zone: string }

/**
 * The period to show: as requested, or the last 30 days by the database's clock.
 * Null for more than 366 days, or for none.
 */
export async function periodOf(
  knex: Knex,
  { from, to, time_zone }: { from?: string; to?: string; time_zone: string }
): Promise<Period | null> {
  const { rows } = await knex.raw<{
    rows: [{ from: string; to: string; days: number }]
  }>(
    `WITH named AS (
       SELECT COALESCE(?::date,
         LEAST((now() AT TIME ZONE ?)::date, ?::date + 29),
         (now() AT TIME ZONE ?)::date) AS last, ?::date AS first
     )
     SELECT COALESCE(first, last - 29)::text AS "from", last::text AS "to",
       last - COALESCE(first, last - 29) + 1 AS days
     FROM named`,
    [to ?? null, time_zone, from ?? null, time_zone, from ?? null]
  )
  const [period] = rows
  return period.days >= 1 && period.days <= 366
    ? { from: period.from, to: period.to, time_zone }
    : null
}

/**
 * Every day of a period with the counts of redemptions that match the filters,
 * oldest day first.
 */
export async function countByDay(
  knex: Knex,
  { from, to, time_zone }: Period,
  filters: RedemptionFilters = {}
): Promise<DayCounts[]> {
  const changed = matching(knex, filters)
    .whereIn("status", [...CHARTED_STATUSES])
    .whereRaw("status_changed_at >= ?::timestamp AT TIME ZONE ?", [
      from,
      time_zone,
    ])
    .whereRaw("status_changed_at < (?::date + 1)::timestamp AT TIME ZONE ?", [
      to,
      time_zone,
    ])
    .groupByRaw("1, 2")
    .select(
      knex.raw("(status_changed_at AT TIME ZONE ?)::date AS day", [time_zone]),
      "status",
      knex.raw("count(*) AS count")
    )
  const { rows } = await knex.raw<{
    rows: ({ date: string } & Record<string, string>)[]
  }>(
    `WITH days AS (
       SELECT generate_series(?::date, ?::date, interval '1 day')::date AS day
     ), changed AS ?
     SELECT days.day::text AS date,
       ${CHARTED_STATUSES.map(
         (status) =>
           `COALESCE(sum(count) FILTER (WHERE status = '${status}'), 0) AS ${status}`
       ).join(", ")}
     FROM days LEFT JOIN changed USING (day)
     GROUP BY days.day ORDER BY days.day`,
    [from, to, changed]
  )
  return rows.map(({ date, ...counts }) => ({
    date,
    ...(Object.fromEntries(
      CHARTED_STATUSES.map((status) => [status, Number(counts[status])])
    ) as Record<(typeof CHARTED_STATUSES)[number], number>),
  }))
}

/** Rows that wait for the same event: number, oldest, and its age in seconds. */
export type Queue = {
  count: number
  oldest_at: Date | null
  oldest_age_s: number | null
}

/** The waiting rows, by who has to act. */
const QUEUES = {
  /** The offer is used, its order was cancelled or returned: an operator decides. */
  give_back: REASSIGN_UNDECIDED,
  /** The job settles the row as soon as Engage answers. */
  waiting: `status = 'redeeming'
    OR status = 'pending' AND reason IS DISTINCT FROM 'payment_pending'`,
  /** An operator decides. */
  attention: `status = 'attention'
    AND reason IS DISTINCT FROM 'payment_overdue'`,
  /** The customer has to pay the order. Counted in neither queue above. */
  unpaid: `status = 'pending' AND reason = 'payment_pending'
    OR status = 'attention' AND reason = 'payment_overdue'`,
}

type QueueName = keyof typeof QUEUES

/**
 * The number of redemptions in each queue, and since when the oldest waits. One
 * statement, which reads only unsettled rows.
 */
export async function listQueues(
  knex: Knex
): Promise<Record<QueueName, Queue>> {
  const names = Object.keys(QUEUES) as QueueName[]
  const [row] = (await knex("promotion_redemption")
    .whereRaw(
      `(status IN ('redeeming', 'pending', 'attention')
        OR ${REASSIGN_UNDECIDED})`
    )
    .whereNull("deleted_at")
    .select(
      names.flatMap((name) => {
        const since =
          name === "give_back"
            ? "min(order_outcome_at)"
            : "min(COALESCE(deferred_at, status_changed_at))"
        const rows = `FILTER (WHERE ${QUEUES[name]})`
        return [
          knex.raw(`count(*) ${rows} AS ??`, [`${name}_count`]),
          knex.raw(`${since} ${rows} AS ??`, [`${name}_at`]),
          knex.raw(
            `round(extract(epoch FROM now() - ${since} ${rows})) AS ??`,
            [`${name}_age_s`]
          ),
        ]
      })
    )) as [Record<string, string | Date | null>]
  const queue = (name: QueueName): Queue => {
    const age_s = row[`${name}_age_s`]
    return {
      count: Number(row[`${name}_count`]),
      oldest_at: row[`${name}_at`] as Date | null,
      oldest_age_s: age_s === null ? null : Number(age_s),
    }
  }
  return Object.fromEntries(names.map((name) => [name, queue(name)])) as Record<
    QueueName,
    Queue
  >
}
