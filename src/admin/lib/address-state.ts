import type {
  DataTableFilteringState,
  DataTablePaginationState,
  DataTableSortingState,
} from "@medusajs/ui"

import {
  ADMIN_REDEMPTION_ORDERS,
  type AdminDateFilter,
  type AdminPromotionRedemptionListParams,
} from "../../types/admin-http"
import {
  REDEMPTION_STATES,
  REDEMPTION_STATUSES,
  type RedemptionState,
  type RedemptionStatus,
} from "../../types/promotion-redemption"
import { daysOfPeriod, startOfPeriod } from "./date-options"

/** The longest period that an address may name, in days. */
const MOST_DAYS = 366

/** Rows on a page of the table. */
export const PAGE_SIZE = 20

/** What the filter menu offers, as the address and the API name it. */
export const FILTERS = [
  "status",
  "state",
  "reason",
  "channel",
  "status_changed_at",
] as const

/** What a link from another screen narrows the table down to. */
export const SCOPES = ["customer_id", "promotion_id"] as const

/** See {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number]

/**
 * All that the table is told by the address. Filters are written as the admin's
 * own tables write them, as JSON; what cannot be read is as if it were not there.
 */
export type AddressState = {
  search: string
  filtering: DataTableFilteringState
  sorting: DataTableSortingState | null
  pagination: DataTablePaginationState
  scope: { by: Scope; id: string } | null
}

/** @param params - of the page's address */
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
 * Nothing at all when it is not set. A filter that was just added and has no
 * value yet is in the address too, as `[]` or `null`: the table keeps it open.
 */
function readFilter(id: (typeof FILTERS)[number], text: string | null) {
  if (!text) {
    return undefined
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Written by hand: `?status=attention`.
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

/** `{"days":7}`: so many days up to the one on which the address is opened. */
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

/** What is written into the address; what is empty goes from it. */
export type AddressChange = Partial<{
  search: string
  filtering: DataTableFilteringState
  sorting: DataTableSortingState | null
  pageIndex: number
  scope: null
}>

/**
 * Writes a change into the parameters it is given. Whatever changes what is
 * listed goes back to the first page.
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

/** What the API is asked for; without paging, as the export wants it. */
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

/** Bounds of a time. */
export type DateRange = Exclude<AdminDateFilter, string>

/** A range's last day is chosen as the moment it begins, and counts whole. */
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

/** What the API is asked for, for one page of the table. */
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
