import type {
  DataTableFilteringState,
  DataTablePaginationState,
  DataTableSortingState,
} from "@medusajs/ui"

import {
  ADMIN_REDEMPTION_ORDERS,
  type AdminPromotionRedemptionListParams,
} from "../../types/admin-http"
import {
  REDEMPTION_STATES,
  REDEMPTION_STATUSES,
  type RedemptionState,
  type RedemptionStatus,
} from "../../types/promotion-redemption"
import {
  daysOfPeriod,
  MOST_DAYS,
  startOfPeriod,
  type DateRange,
} from "./period"

/** The table's rows per page. */
const PAGE_SIZE = 20

/** The filters of the menu, by their names in the address and the API. */
const FILTERS = [
  "status",
  "state",
  "reason",
  "channel",
  "status_changed_at",
] as const

/** The filters that links from other screens set. */
const SCOPES = ["customer_id", "promotion_id"] as const

/** See {@link SCOPES}. */
type Scope = (typeof SCOPES)[number]

/**
 * The table's state in the address. Filters are JSON, as in the admin's own tables;
 * unreadable filters are ignored.
 */
export type AddressState = {
  search: string
  filtering: DataTableFilteringState
  sorting: DataTableSortingState | null
  pagination: DataTablePaginationState
  scope: { by: Scope; id: string } | null
}

/** @param params - the parameters of the page's address */
export function readAddress(params: URLSearchParams): AddressState {
  const offset = Number.parseInt(params.get("offset") ?? "", 10)
  const by = SCOPES.find((scope) => params.get(scope))
  return {
    search: params.get("q") ?? "",
    filtering: Object.fromEntries(
      FILTERS.flatMap((id) => {
        const value = readFilter(id, params.get(id))
        return value === undefined ? [] : [[id, value]]
      })
    ),
    sorting: readSorting(params.get("order")),
    pagination: {
      pageIndex: offset > 0 ? Math.floor(offset / PAGE_SIZE) : 0,
      pageSize: PAGE_SIZE,
    },
    scope: by ? { by, id: params.get(by) ?? "" } : null,
  }
}

/**
 * Undefined if the filter is not set. A new filter without a value is in the address
 * as `[]` or `null`, so that the table keeps the filter open.
 */
function readFilter(id: (typeof FILTERS)[number], text: string | null) {
  if (!text) {
    return undefined
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Typed by hand: `?status=attention`.
    value = [text]
  }
  if (id === "status_changed_at") {
    const days = relativeDays(value)
    if (days) {
      return { $gte: startOfPeriod(days) }
    }
    return value === null || isDateFilter(value) ? value : undefined
  }
  if (!Array.isArray(value)) {
    return undefined
  }
  const known = value.filter((item) => isKnown(id, item))
  return known.length || value.length === 0 ? known : undefined
}

/** `{"days":7}`: seven days, up to the day on which the address is opened. */
function relativeDays(value: unknown): number | null {
  const { days } = (value ?? {}) as { days?: unknown }
  return typeof days === "number" && Number.isInteger(days) && days >= 1
    ? Math.min(days, MOST_DAYS)
    : null
}

function isKnown(id: (typeof FILTERS)[number], value: unknown): boolean {
  switch (id) {
    case "status":
      return REDEMPTION_STATUSES.some((status) => status === value)
    case "state":
      return REDEMPTION_STATES.some((state) => state === value)
    default:
      return typeof value === "string"
  }
}

function isDateFilter(value: unknown): value is Record<string, string> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(value).some(
      ([bound, time]) =>
        ["$gte", "$lte", "$gt", "$lt"].includes(bound) &&
        !Number.isNaN(Date.parse(String(time)))
    )
  )
}

function readSorting(order: string | null): DataTableSortingState | null {
  const id = order?.replace(/^-/, "")
  return ADMIN_REDEMPTION_ORDERS.some((known) => known === id)
    ? { id: String(id), desc: order?.startsWith("-") ?? false }
    : null
}

/** Changes to the address; empty values are removed from the address. */
export type AddressChange = Partial<{
  search: string
  filtering: DataTableFilteringState
  sorting: DataTableSortingState | null
  pageIndex: number
  scope: null
}>

/**
 * Writes a change into the given parameters. A change of the listed rows goes back
 * to the first page.
 */
export function writeAddress(params: URLSearchParams, change: AddressChange) {
  const put = (name: string, value: string | undefined) =>
    value ? params.set(name, value) : params.delete(name)

  if (change.search !== undefined) {
    put("q", change.search)
  }
  if (change.filtering) {
    for (const id of FILTERS) {
      const value = change.filtering[id]
      const days =
        id === "status_changed_at" && daysOfPeriod(value as DateRange | null)
      put(
        id,
        value === undefined
          ? undefined
          : JSON.stringify(days ? { days } : value)
      )
    }
  }
  if (change.sorting !== undefined) {
    const { sorting } = change
    put("order", sorting ? `${sorting.desc ? "-" : ""}${sorting.id}` : "")
  }
  const { pageIndex = 0 } = change
  put("offset", pageIndex ? `${pageIndex * PAGE_SIZE}` : "")
  if (change.scope === null) {
    SCOPES.forEach((scope) => params.delete(scope))
  }
}

/** The API's parameters without paging, for the export. */
export function filtersOf({
  search,
  filtering,
  scope,
}: AddressState): AdminPromotionRedemptionListParams {
  return {
    q: search || undefined,
    status: filled(filtering.status as RedemptionStatus[] | undefined),
    state: filled(filtering.state as RedemptionState[] | undefined),
    reason: filled(filtering.reason as string[] | undefined),
    channel: filled(filtering.channel as string[] | undefined),
    status_changed_at: wholeDays(
      filtering.status_changed_at as DateRange | null | undefined
    ),
    ...(scope && { [scope.by]: scope.id }),
  }
}

/** The date picker gives the last day's first moment, but the whole day counts. */
function wholeDays(range: DateRange | null | undefined) {
  if (!range?.$lte) {
    return range ?? undefined
  }
  const end = new Date(range.$lte)
  end.setHours(23, 59, 59, 999)
  return { ...range, $lte: end.toISOString() }
}

function filled<T>(values: T[] | undefined): T[] | undefined {
  return values?.length ? values : undefined
}

/** The API's parameters for a page of the table. */
export function queryOf(
  address: AddressState
): AdminPromotionRedemptionListParams {
  const { sorting, pagination } = address
  return {
    ...filtersOf(address),
    order: sorting ? `${sorting.desc ? "-" : ""}${sorting.id}` : undefined,
    limit: pagination.pageSize,
    offset: pagination.pageIndex * pagination.pageSize,
  }
}
