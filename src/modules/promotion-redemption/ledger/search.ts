import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import {
  REDEMPTION_STATES,
  type PromotionRedemptionDTO,
  type RedemptionState,
  type RedemptionStatus,
} from "../../../types/promotion-redemption"
import { REASSIGN_UNDECIDED, NEEDS_DECISION } from "./predicates"
import { toRedemption, type RedemptionRow } from "./row"

/** Columns that a filter compares with a value or a list of values. */
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
type TimeFilter = string | { [Bound in keyof typeof OPERATORS]?: string }

/** Which redemptions; all given filters have to hold. */
export type RedemptionFilters = {
  [Column in (typeof COMPARED)[number]]?: string | string[]
} & { [Column in (typeof TIMES)[number]]?: TimeFilter } & {
  search?: RedemptionSearch
  /** A state or several; see {@link REDEMPTION_STATES}. */
  state?: RedemptionState | RedemptionState[]
  /** The order's redemptions, and redemptions without an order on its carts. */
  of_order?: { order_id: string; cart_ids: string[] }
}

/** The offer's name for staff, and the offer's heading for shoppers. */
const NAMES = ["promotion_name", "promotion_heading"] as const

/** The condition on a row for each state. */
const STATES: Record<RedemptionState, string> = {
  needs_decision: NEEDS_DECISION,
  give_back_undecided: REASSIGN_UNDECIDED,
  given_back: "reassign_status = 'reassigned'",
  settled_by_hand: "resolution IS NOT NULL",
}

/** The text that an operator typed, and the shop's records that the text matches. */
export type RedemptionSearch = {
  /** The beginning of an assignment's id, a code, name or heading, or a whole id. */
  text: string
  /**
   * Orders and customers that the text names, and names and headings of offers that
   * contain it.
   */
  order_ids: string[]
  /** The carts of these orders: a refused try on such a cart has no order. */
  cart_ids?: string[]
  customer_ids: string[]
  /** In lower case. */
  offer_names?: string[]
}

/** Sort column and direction. Null: rows for an operator first, then the newest. */
export type RedemptionOrder = {
  column: keyof PromotionRedemptionDTO
  direction: "asc" | "desc"
} | null

/**
 * The ids of one page of redemptions. Filters, and the order for null, have
 * indexes; for the other orders Postgres sorts the filtered rows.
 */
export async function findRedemptionIds(
  knex: Knex,
  page: {
    filters: RedemptionFilters
    order: RedemptionOrder
    limit: number
    offset: number
  }
): Promise<string[]> {
  return matching(knex, page.filters)
    .orderByRaw(orderSql(page.order, page.filters))
    .limit(page.limit)
    .offset(page.offset)
    .pluck("id")
}

/** The exact number of redemptions: Postgres reads an index from end to end. */
export async function countRedemptions(
  knex: Knex,
  filters: RedemptionFilters
): Promise<number> {
  const [counted] = await matching(knex, filters).count("* as count")
  return Number(counted?.count ?? 0)
}

/** The last row of an export's page; the next page begins after that row. */
export type ExportCursor = { created_at: string; id: string }

/** The next redemptions of an export, newest first; `next` is null at the end. */
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
    // As text: a Date would lose the microseconds, and the next page would miss
    // rows.
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

/** The rows that match the filters. */
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

/** The number of redemptions in each state that staff look for. */
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
 * Each part of the union has an index: for the beginnings of ids, codes and names.
 * A search in the middle of a text would read every row. Materialised, as Postgres
 * otherwise reads the whole list in its order to find a single hit.
 *
 * Staff who type the number of an order want the order, and no assignment, code or
 * name that begins with the same digits.
 */
function found(
  knex: Knex,
  rows: Knex.QueryBuilder,
  {
    text,
    order_ids,
    cart_ids = [],
    customer_ids,
    offer_names = [],
  }: RedemptionSearch
): void {
  const ids = () =>
    knex("promotion_redemption").whereNull("deleted_at").select("id")
  const isOrderNumber = /^#?\d+$/.test(text) && order_ids.length > 0
  const beginning = isOrderNumber ? literally(text) : startingWith(text)
  const hits = ids()
    .whereRaw("assignment_id LIKE ?", [beginning])
    .union([
      ids().whereRaw("lower(promotion_code) LIKE ?", [beginning.toLowerCase()]),
      ...NAMES.map((column) =>
        ids().whereRaw(`lower(${column}) LIKE ?`, [beginning.toLowerCase()])
      ),
      ...(offer_names.length
        ? NAMES.map((column) =>
            ids().whereRaw(
              `lower(${column}) IN (${offer_names.map(() => "?").join()})`,
              offer_names
            )
          )
        : []),
      ids().where({ id: text }),
      ids().where({ cart_id: text }),
      ids().whereIn("order_id", [text, ...order_ids]),
      ...(cart_ids.length
        ? [ids().whereNull("order_id").whereIn("cart_id", cart_ids)]
        : []),
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

/** Escapes the signs that have a meaning in a pattern of Postgres. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&")
}

/** Most names read. A shop with a separate name for each customer has more. */
const MAX_NAMES = 1000

/** Names of offers, in lower case. `is_partial`: more names exist than were read. */
type OfferNames = { names: string[]; is_partial: boolean }

/** The names and headings of offers that contain a text. */
export async function offerNamesWith(
  knex: Knex,
  text: string
): Promise<OfferNames> {
  const found = await Promise.all(
    NAMES.map((column) => namesIn(knex, column, text))
  )
  return {
    names: [...new Set(found.flatMap(({ names }) => names))],
    is_partial: found.some(({ is_partial }) => is_partial),
  }
}

/**
 * The names of a column that contain a text. Many redemptions share few names:
 * Postgres reads the index name by name, so the number of rows does not matter.
 */
async function namesIn(
  knex: Knex,
  column: (typeof NAMES)[number],
  text: string
): Promise<OfferNames> {
  const named = `${column} IS NOT NULL AND deleted_at IS NULL`
  const { rows } = await knex.raw<{ rows: { name: string; fits: boolean }[] }>(
    `WITH RECURSIVE names AS (
       (SELECT lower(${column}) AS name, 1 AS number
        FROM promotion_redemption WHERE ${named}
        ORDER BY lower(${column}) USING ~<~ LIMIT 1)
       UNION ALL
       SELECT (SELECT lower(${column})
               FROM promotion_redemption
               WHERE ${named} AND lower(${column}) ~>~ names.name
               ORDER BY lower(${column}) USING ~<~ LIMIT 1), number + 1
       FROM names WHERE name IS NOT NULL AND number <= ?
     )
     SELECT name, name LIKE ? AS fits FROM names WHERE name IS NOT NULL`,
    [MAX_NAMES, `%${literally(text.toLowerCase())}%`]
  )
  return {
    names: rows.filter(({ fits }) => fits).map(({ name }) => name),
    is_partial: rows.length > MAX_NAMES,
  }
}

/** The columns of the index `IDX_promotion_redemption_needs_decision`. */
const URGENT_FIRST = `(NOT ${NEEDS_DECISION}), created_at DESC, id DESC`

function orderSql(order: RedemptionOrder, { status }: RedemptionFilters) {
  if (order) {
    const { column, direction } = order
    return direction === "asc"
      ? `${column} ASC, id ASC`
      : `${column} DESC NULLS LAST, id DESC`
  }
  const statuses = [status ?? []].flat() as RedemptionStatus[]
  // In a single status, except `redeemed`, all rows need an operator or none does;
  // an index sorts them.
  return statuses.length === 1 && statuses[0] !== "redeemed"
    ? "created_at DESC, id DESC"
    : URGENT_FIRST
}
