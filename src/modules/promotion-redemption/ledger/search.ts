import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import {
  REDEMPTION_STATES,
  type PromotionRedemptionDTO,
  type RedemptionState,
  type RedemptionStatus,
} from "../../../types/promotion-redemption"
import { GIVE_BACK_UNDECIDED, NEEDS_DECISION } from "./predicates"
import { toRedemption, type RedemptionRow } from "./row"

/** Columns that are compared with one value or one of several. */
const COMPARED = [
  "status",
  "reason",
  "channel",
  "order_id",
  "cart_id",
  "customer_id",
  "promotion_id",
  "engage_promotion_id",
  "assignment_id",
] as const

const TIMES = ["created_at", "status_changed_at"] as const

const OPERATORS = { $gt: ">", $gte: ">=", $lt: "<", $lte: "<=" } as const

/** A day or a time, ISO 8601, or bounds. */
export type TimeFilter = string | { [Bound in keyof typeof OPERATORS]?: string }

/** Which redemptions; everything that is given has to hold. */
export type RedemptionFilters = {
  [Column in (typeof COMPARED)[number]]?: string | string[]
} & { [Column in (typeof TIMES)[number]]?: TimeFilter } & {
  search?: RedemptionSearch
  /** In one of these; see {@link REDEMPTION_STATES}. */
  state?: RedemptionState | RedemptionState[]
  /** What an order got, and what was tried on its cart without an order. */
  of_order?: { order_id: string; cart_ids: string[] }
}

/** What a row has to be for each state. */
const STATES: Record<RedemptionState, string> = {
  needs_decision: NEEDS_DECISION,
  give_back_undecided: GIVE_BACK_UNDECIDED,
  given_back: "reassign_status = 'reassigned'",
  settled_by_hand: "resolution IS NOT NULL",
}

/** What an operator typed, and what the rest of the shop makes of it. */
export type RedemptionSearch = {
  /** The beginning of an assignment's id, a code or a name, or a whole id. */
  text: string
  /** Orders and customers that it names, and names of offers that have it in them. */
  order_ids: string[]
  customer_ids: string[]
  /** In lower case. */
  offer_names?: string[]
}

/** By what, and which way. Null: what needs an operator first, then the newest. */
export type RedemptionOrder = {
  column: keyof PromotionRedemptionDTO
  direction: "asc" | "desc"
} | null

/**
 * One page of redemptions, by id. Filters and the first sort orders have indexes;
 * the others sort what the filters leave.
 */
export async function findRedemptionIds(
  knex: Knex,
  {
    filters,
    order,
    limit,
    offset,
  }: {
    filters: RedemptionFilters
    order: RedemptionOrder
    limit: number
    offset: number
  }
): Promise<string[]> {
  return matching(knex, filters)
    .orderByRaw(orderSql(order, filters))
    .limit(limit)
    .offset(offset)
    .pluck("id")
}

/** How many redemptions there are. Exact: it reads an index from end to end. */
export async function countRedemptions(
  knex: Knex,
  filters: RedemptionFilters
): Promise<number> {
  const [counted] = await matching(knex, filters).count("* as count")
  return Number(counted?.count ?? 0)
}

/** Where an export goes on. */
export type ExportCursor = { created_at: string; id: string }

/** The next redemptions of an export, newest first; `next` is null at its end. */
export async function listForExport(
  knex: Knex,
  {
    filters,
    after,
    limit,
  }: {
    filters: RedemptionFilters
    after: ExportCursor | null
    limit: number
  }
): Promise<{
  redemptions: PromotionRedemptionDTO[]
  next: ExportCursor | null
}> {
  const page = matching(knex, filters)
    .orderByRaw("created_at DESC, id DESC")
    .limit(limit)
    // As text: a Date would lose the microseconds, and rows with them.
    .select("*", knex.raw("created_at::text AS cursor"))
  if (after) {
    page.whereRaw("(created_at, id) < (?::timestamptz, ?)", [
      after.created_at,
      after.id,
    ])
  }
  const rows = (await page) as (RedemptionRow & { cursor: string })[]
  const last = rows.at(-1)
  return {
    redemptions: rows.map(({ cursor: _, ...row }) =>
      toRedemption(row as RedemptionRow)
    ),
    next:
      last && rows.length === limit
        ? { created_at: last.cursor, id: last.id }
        : null,
  }
}

/** The rows that filters leave. */
export function matching(
  knex: Knex,
  filters: RedemptionFilters
): Knex.QueryBuilder {
  const rows = knex("promotion_redemption").whereNull("deleted_at")
  for (const column of COMPARED) {
    const wanted = filters[column]
    if (wanted !== undefined) {
      rows.whereIn(column, [wanted].flat())
    }
  }
  for (const column of TIMES) {
    const wanted = filters[column]
    if (wanted !== undefined) {
      rows.modify(within, column, wanted)
    }
  }
  const states = [filters.state ?? []].flat()
  if (states.length) {
    rows.whereRaw(`(${states.map((state) => STATES[state]).join(" OR ")})`)
  }
  const { of_order } = filters
  if (of_order) {
    rows.where((its) =>
      its
        .where({ order_id: of_order.order_id })
        .orWhere((tried) =>
          tried.whereNull("order_id").whereIn("cart_id", of_order.cart_ids)
        )
    )
  }
  if (filters.search) {
    found(knex, rows, filters.search)
  }
  return rows
}

/** How many redemptions are in each state that staff look for. */
export async function countByState(
  knex: Knex,
  filters: RedemptionFilters = {}
): Promise<Record<RedemptionState, number>> {
  const counted = REDEMPTION_STATES.map((state) =>
    countRedemptions(knex, { ...filters, state })
  )
  const counts = await Promise.all(counted)
  return Object.fromEntries(
    REDEMPTION_STATES.map((state, index) => [state, counts[index] ?? 0])
  ) as Record<RedemptionState, number>
}

function within(
  rows: Knex.QueryBuilder,
  column: string,
  wanted: TimeFilter
): void {
  if (typeof wanted === "string") {
    rows.where(column, wanted)
    return
  }
  for (const [bound, operator] of Object.entries(OPERATORS)) {
    const value = wanted[bound as keyof typeof OPERATORS]
    if (value !== undefined) {
      rows.where(column, operator, value)
    }
  }
}

/**
 * Each part has an index of its own: beginnings of ids, codes and names, and not what is
 * in the middle of them, which would take a look at every row. Materialised, as
 * Postgres else reads the whole list in its order to find one row of it.
 *
 * Staff who type the number of an order want that order, and no assignment, code or
 * name that happens to begin with the same digits.
 */
function found(
  knex: Knex,
  rows: Knex.QueryBuilder,
  { text, order_ids, customer_ids, offer_names = [] }: RedemptionSearch
): void {
  const ids = () =>
    knex("promotion_redemption").whereNull("deleted_at").select("id")
  const isOrderNumber = /^#?\d+$/.test(text) && order_ids.length > 0
  const beginning = isOrderNumber ? literally(text) : startingWith(text)
  const hits = ids()
    .whereRaw("assignment_id LIKE ?", [beginning])
    .union([
      ids().whereRaw("lower(promotion_code) LIKE ?", [beginning.toLowerCase()]),
      ids().whereRaw("lower(promotion_name) LIKE ?", [beginning.toLowerCase()]),
      ...(offer_names.length
        ? [
            ids().whereRaw(
              `lower(promotion_name) IN (${offer_names.map(() => "?").join()})`,
              offer_names
            ),
          ]
        : []),
      ids().where({ id: text }),
      ids().where({ cart_id: text }),
      ids().whereIn("order_id", [text, ...order_ids]),
      ...(customer_ids.length
        ? [ids().whereIn("customer_id", customer_ids)]
        : []),
    ])
  rows
    .withMaterialized("hits", hits)
    .whereIn("id", knex.select("id").from("hits"))
}

function startingWith(text: string): string {
  return `${literally(text)}%`
}

/** Signs that a pattern of Postgres has a meaning for stand for themselves. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&")
}

/** As {@link matching}'s index on it, column by column. */
const URGENT_FIRST = `(NOT ${NEEDS_DECISION}), created_at DESC, id DESC`

function orderSql(order: RedemptionOrder, { status }: RedemptionFilters) {
  if (order) {
    const { column, direction } = order
    return direction === "asc"
      ? `${column} ASC, id ASC`
      : `${column} DESC NULLS LAST, id DESC`
  }
  const statuses = [status ?? []].flat() as RedemptionStatus[]
  // With one of these there is nothing to put first, and an index on it.
  return statuses.length === 1 && statuses[0] !== "redeemed"
    ? "created_at DESC, id DESC"
    : URGENT_FIRST
}
