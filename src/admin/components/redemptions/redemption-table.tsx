import {
  Button,
  Checkbox,
  Container,
  DataTable,
  Heading,
  Text,
  createDataTableColumnHelper,
  createDataTableCommandHelper,
  createDataTableFilterHelper,
  useDataTable,
} from "@medusajs/ui"
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react"
import { useLocation, useNavigate } from "react-router-dom"

import { ERROR_SENTENCES } from "../../../errors/catalogue"
import { LEDGER_REASONS } from "../../../errors/reasons"
import type { AdminPromotionRedemption } from "../../../types/admin-http"
import {
  REDEMPTION_STATES,
  REDEMPTION_STATUSES,
} from "../../../types/promotion-redemption"
import { useBatch, useRedemptions } from "../../hooks/api/redemptions"
import { useMay } from "../../hooks/api/user"
import { useActionToasts } from "../../hooks/use-action-toasts"
import type { useAddressState } from "../../hooks/use-address-state"
import { useFormat } from "../../hooks/use-format"
import { useMended } from "../../hooks/use-mended"
import { useTexts } from "../../hooks/use-texts"
import { queryOf } from "../../lib/address-state"
import { dateOptions } from "../../lib/period"
import { customerName } from "../../lib/names"
import { offerTitle } from "../../lib/offer-title"
import { redemptionPath, type Queue } from "../../lib/queue"
import { canBeResolved, canBeTried } from "../../words/resolutions"
import { InlineLink } from "../inline-link"
import { LoadError } from "../placeholders"
import { OfferCode } from "../offer-code"
import { RedemptionStatusBadge } from "../redemption-status"
import { TakenBy } from "../taker"
import { BatchDrawer } from "./batch-drawer"
import { BatchReport, type Report } from "./batch-report"
import { FilterMenu, SortingMenu } from "./table-menus"

const REASONS = [
  ...(Object.keys(ERROR_SENTENCES) as (keyof typeof ERROR_SENTENCES)[]),
  ...(Object.keys(LEDGER_REASONS) as (keyof typeof LEDGER_REASONS)[]),
]

/** Engage's redemption channels. */
const CHANNELS = ["ECOM", "POS", "OTHER"]

/** Id of the page's heading, which gets the focus after rows were resolved. */
const HEADING_ID = "engage-redemptions-heading"

type Rows = ReadonlyMap<string, AdminPromotionRedemption>

const NO_ROWS: Rows = new Map()

/** All redemptions; redemptions that need an operator come first. */
export function RedemptionTable({
  address,
  change,
  trouble,
  actions,
}: ReturnType<typeof useAddressState> & {
  /** The banner with problems. */
  trouble: ReactNode
  actions: ReactNode
}) {
  const t = useTexts()
  const navigate = useNavigate()
  const { state, search: addressSearch } = useLocation()
  const toasts = useActionToasts()
  const { data, isPending, isError, refetch } = useRedemptions(queryOf(address))
  const rows = data?.promotion_redemptions
  const queue = useMemo<Queue>(
    () => ({
      ids: rows?.map(({ id }) => id) ?? [],
      search: addressSearch,
    }),
    [rows, addressSearch]
  )
  const mayUpdate = useMay("promotion_redemption:update") === true
  const columns = useColumns(mayUpdate)
  const filters = useFilters()
  const mended = useMended<HTMLDivElement>(
    t("table.removeFilter"),
    t("table.is")
  )
  useFocusOn((state as { from?: string } | null)?.from, rows)

  const selection = useSelection(rows, queue.search)
  const [isSettling, setSettling] = useState(false)
  const [report, setReport] = useState<Report | null>(null)
  const batch = useBatch({ onError: toasts.failed })
  const selected = [...selection.rows.values()]

  const tryThem = () => {
    if (batch.isPending) {
      return
    }
    setReport(null)
    batch.mutate(
      { action: "retry", ids: selected.filter(canBeTried).map(({ id }) => id) },
      {
        onSuccess: (results) => {
          setReport({ action: "retry", results, rows: selection.rows })
          selection.clear()
        },
      }
    )
  }
  useNamedBar(selected.length > 0, t("batch.label"))
  const canTry = selected.some(canBeTried)
  const canResolve = selected.some(canBeResolved)

  const table = useDataTable({
    data: rows ?? [],
    columns,
    filters,
    rowCount: data?.count ?? 0,
    getRowId: ({ id }) => id,
    isLoading: isPending,
    // `change` resets the page: as a second change, the reset could be lost by the
    // router.
    autoResetPageIndex: false,
    onRowClick: (_event, { id }) =>
      navigate(redemptionPath(id), { state: { queue } }),
    commands: [
      ...(canTry
        ? [
            command.command({
              label: t(batch.isPending ? "batch.trying" : "batch.retry"),
              shortcut: "t",
              action: tryThem,
            }),
          ]
        : []),
      ...(canResolve
        ? [
            command.command({
              label: t("batch.resolve"),
              shortcut: "s",
              action: () => setSettling(true),
            }),
          ]
        : []),
      command.command({
        label: t("batch.clear"),
        shortcut: "c",
        action: selection.clear,
      }),
    ],
    rowSelection: {
      state: selection.state,
      onRowSelectionChange: selection.change,
      enableRowSelection: ({ original }) =>
        canBeTried(original) || canBeResolved(original),
    },
    search: {
      state: address.search,
      onSearchChange: (search) => change({ search }),
    },
    filtering: {
      state: address.filtering,
      onFilteringChange: (filtering) => change({ filtering }),
    },
    sorting: {
      state: address.sorting,
      onSortingChange: (sorting) => change({ sorting }),
    },
    pagination: {
      state: address.pagination,
      onPaginationChange: ({ pageIndex }) => change({ pageIndex }),
    },
  })

  return (
    <Container ref={mended} className="p-0">
      <VisiblePickers />
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-3">
        <Heading id={HEADING_ID} tabIndex={-1} className="outline-none">
          {t("page.title")}
        </Heading>
        <div className="flex flex-wrap gap-2">{actions}</div>
      </div>
      {trouble}
      <DataTable instance={table}>
        <DataTable.Toolbar
          className="flex items-center justify-between gap-x-2 border-t"
          translations={{ clearAll: t("table.clear") }}
        >
          <Text size="small" className="text-ui-fg-subtle max-md:hidden">
            {!address.sorting && t("table.first")}
          </Text>
          <div className="flex w-full items-center gap-x-2 md:w-auto">
            <DataTable.Search
              placeholder={t("table.searchHint")}
              className="w-full md:w-72"
            />
            <FilterMenu table={table} />
            <SortingMenu table={table} />
          </div>
        </DataTable.Toolbar>
        {address.scope && (
          <div className="flex items-center justify-between gap-x-2 border-t px-6 py-2">
            <Text size="small" className="text-ui-fg-subtle">
              {t(`table.scope.${address.scope.by}`)}
            </Text>
            <Button
              size="small"
              variant="transparent"
              type="button"
              onClick={() => change({ scope: null })}
            >
              {t("counts.showAll")}
            </Button>
          </div>
        )}
        {data?.is_partial && (
          <Text
            size="small"
            role="status"
            className="text-ui-fg-subtle border-t px-6 py-2"
          >
            {t("table.partial")}
          </Text>
        )}
        {report && (
          <BatchReport report={report} onClose={() => setReport(null)} />
        )}
        {isError ? (
          <div className="border-t">
            <LoadError text={t("table.error")} onRetry={refetch} />
          </div>
        ) : (
          <>
            <QueueContext.Provider value={queue}>
              <DataTable.Table
                emptyState={{
                  empty: {
                    heading: t("table.emptyTitle"),
                    description: t("table.emptyText"),
                  },
                  filtered: {
                    heading: t("table.filteredTitle"),
                    description: t("table.filteredText"),
                  },
                }}
              />
            </QueueContext.Provider>
            <DataTable.Pagination
              translations={{
                of: t("table.of"),
                results: t("table.results"),
                pages: t("table.pages"),
                prev: t("table.prev"),
                next: t("table.next"),
              }}
            />
          </>
        )}
        <DataTable.CommandBar
          selectedLabel={(count) => t("batch.selected", { count })}
        />
      </DataTable>
      <BatchDrawer
        rows={selected}
        open={isSettling}
        onOpenChange={setSettling}
        focusAfterwards={HEADING_ID}
        onDone={(results) => {
          setReport({ action: "resolve", results, rows: selection.rows })
          selection.clear()
        }}
      />
    </Container>
  )
}

const command = createDataTableCommandHelper()

/**
 * The selected rows, from all pages. A change of search, filters or sorting clears
 * the selection, so that an operator cannot act on rows that are no longer listed.
 *
 * @param listed - the rows of this page
 * @param address - the list's address
 */
function useSelection(
  listed: AdminPromotionRedemption[] | undefined,
  address: string
) {
  const [rows, setRows] = useState(NO_ROWS)
  const filters = withoutPage(address)
  const [selectedIn, setSelectedIn] = useState(filters)
  if (filters !== selectedIn) {
    setSelectedIn(filters)
    setRows(NO_ROWS)
  }
  const state = useMemo(
    () => Object.fromEntries([...rows.keys()].map((id) => [id, true])),
    [rows]
  )
  return {
    rows,
    state,
    clear: () => setRows(NO_ROWS),
    change: (wanted: Record<string, boolean>) => {
      const known = new Map([
        ...rows,
        ...(listed ?? []).map((row) => [row.id, row] as const),
      ])
      setRows(
        new Map(
          Object.keys(wanted).flatMap((id) => {
            const row = wanted[id] ? known.get(id) : undefined
            return row ? [[id, row] as const] : []
          })
        )
      )
    },
  }
}

function withoutPage(address: string): string {
  const params = new URLSearchParams(address)
  params.delete("offset")
  return params.toString()
}

/** Names Medusa's command bar, a dialog that has no accessible name. */
function useNamedBar(isOpen: boolean, name: string) {
  useEffect(() => {
    if (!isOpen) {
      return
    }
    const nameIt = () =>
      document
        .querySelectorAll(
          "[data-radix-popper-content-wrapper] > [role=dialog]:not([aria-label])"
        )
        .forEach((bar) => bar.setAttribute("aria-label", name))
    nameIt()
    const observer = new MutationObserver(nameIt)
    observer.observe(document.body, { childList: true })
    return () => observer.disconnect()
  }, [isOpen, name])
}

/** On the way back from a redemption, focuses the redemption's row once loaded. */
function useFocusOn(
  id: string | undefined,
  rows: AdminPromotionRedemption[] | undefined
) {
  const done = useRef(false)
  useEffect(() => {
    if (id && rows && !done.current) {
      done.current = true
      document.getElementById(linkId(id))?.focus()
    }
  }, [id, rows])
}

function linkId(id: string): string {
  return `engage-row-${id}`
}

const column = createDataTableColumnHelper<AdminPromotionRedemption>()

/**
 * The listed rows, for the links in the cells. In a context, because columns that
 * depend on the rows would be rebuilt after every answer, and a cell with the focus
 * would lose the focus.
 */
const QueueContext = createContext<Queue>({ ids: [], search: "" })

function RowLink({ row }: { row: AdminPromotionRedemption }) {
  const queue = useContext(QueueContext)
  return (
    <InlineLink
      id={linkId(row.id)}
      to={redemptionPath(row.id)}
      state={{ queue }}
    >
      {offerTitle(row)}
    </InlineLink>
  )
}

/** Why a redemption has its status; renders nothing if the status says it all. */
function Reason({ reason }: Pick<AdminPromotionRedemption, "reason">) {
  const t = useTexts()
  // The status already says that an operator resolved the redemption.
  if (!reason || reason === "written_off") {
    return null
  }
  const label = t(`reason.${reason}.label`)
  return (
    <span
      title={label}
      className="txt-compact-xsmall text-ui-fg-subtle block max-w-full truncate"
    >
      {label}
    </span>
  )
}

function useColumns(maySelect: boolean) {
  const t = useTexts()
  const format = useFormat()
  return useMemo(() => {
    const byTime = {
      enableSorting: true,
      sortAscLabel: t("table.oldest"),
      sortDescLabel: t("table.newest"),
    }
    const byValue = {
      enableSorting: true,
      sortAscLabel: t("table.ascending"),
      sortDescLabel: t("table.descending"),
    }
    // The checkboxes of Medusa's own selection column have no accessible name.
    const select = column.display({
      id: "select",
      header: ({ table }) => (
        <Checkbox
          aria-label={t("batch.selectAll")}
          checked={
            table.getIsSomePageRowsSelected()
              ? "indeterminate"
              : table.getIsAllPageRowsSelected()
          }
          disabled={!table.getRowModel().rows.some((row) => row.getCanSelect())}
          onCheckedChange={(checked) =>
            table.toggleAllPageRowsSelected(checked === true)
          }
        />
      ),
      cell: ({ row }) => (
        <Checkbox
          aria-label={t("batch.select", { offer: offerTitle(row.original) })}
          checked={row.getIsSelected()}
          disabled={!row.getCanSelect()}
          onClick={(event) => event.stopPropagation()}
          onCheckedChange={(checked) => row.toggleSelected(checked === true)}
        />
      ),
    })
    return [
      ...(maySelect ? [select] : []),
      column.accessor("promotion_code", {
        header: t("table.offer"),
        ...byValue,
        sortLabel: t("table.offer"),
        cell: ({ row }) => (
          <div className="flex min-w-0 flex-col gap-y-0.5 py-1">
            <RowLink row={row.original} />
            <OfferCode {...row.original} />
          </div>
        ),
      }),
      column.accessor("status", {
        header: t("table.status"),
        ...byValue,
        sortLabel: t("table.status"),
        size: 170,
        // With the reason: in a column of its own the table would be too wide for a
        // laptop.
        cell: ({ row }) => (
          <div className="flex max-w-44 flex-col items-start gap-y-1 py-1">
            <RedemptionStatusBadge {...row.original} />
            <Reason {...row.original} />
            <TakenBy taken_by={row.original.taken_by} />
          </div>
        ),
      }),
      column.accessor("order", {
        header: t("table.order"),
        size: 100,
        cell: ({ getValue }) => {
          const order = getValue()
          return order ? (
            <InlineLink to={`/orders/${order.id}`}>
              #{order.display_id}
            </InlineLink>
          ) : (
            <span className="text-ui-fg-subtle">
              {/* Undefined: the user may not read orders. */}
              {t(order === undefined ? "general.none" : "table.noOrder")}
            </span>
          )
        },
      }),
      column.accessor("customer", {
        header: t("table.customer"),
        cell: ({ getValue }) => {
          const customer = getValue()
          return customer ? (
            <span
              title={customerName(customer)}
              className="block max-w-48 truncate"
            >
              {customer.email ?? customer.id}
            </span>
          ) : (
            <span className="text-ui-fg-subtle">
              {t(customer === undefined ? "general.none" : "table.noCustomer")}
            </span>
          )
        },
      }),
      column.accessor("discount_amount", {
        header: t("table.discount"),
        ...byValue,
        sortLabel: t("table.discount"),
        align: "right",
        size: 130,
        cell: ({ row }) => {
          const { discount_amount, currency_code } = row.original
          return discount_amount !== null && currency_code
            ? format.money(discount_amount, currency_code)
            : t("general.none")
        },
      }),
      column.accessor("status_changed_at", {
        header: t("table.changed"),
        ...byTime,
        sortLabel: t("table.changed"),
        size: 170,
        cell: ({ getValue }) => format.dateTime(getValue()),
      }),
    ]
  }, [t, format, maySelect])
}

const filter = createDataTableFilterHelper<AdminPromotionRedemption>()

function useFilters() {
  const t = useTexts()
  const format = useFormat()
  return useMemo(
    () => [
      filter.accessor("status", {
        type: "multiselect",
        searchable: false,
        label: t("table.status"),
        options: REDEMPTION_STATUSES.map((status) => ({
          value: status,
          label: t(`status.${status}`),
        })),
      }),
      filter.custom({
        id: "state",
        type: "multiselect",
        searchable: false,
        label: t("state.label"),
        options: REDEMPTION_STATES.map((state) => ({
          value: state,
          label: t(`state.${state}`),
        })),
      }),
      filter.accessor("reason", {
        type: "multiselect",
        searchable: false,
        label: t("table.reason"),
        options: REASONS.map((reason) => ({
          value: reason,
          label: t(`reason.${reason}.label`),
        })),
      }),
      filter.accessor("channel", {
        type: "multiselect",
        searchable: false,
        label: t("table.channel"),
        options: CHANNELS.map((channel) => ({
          value: channel,
          label: channel,
        })),
      }),
      filter.accessor("status_changed_at", {
        type: "date",
        label: t("table.changed"),
        format: "date",
        formatDateValue: (date) => format.date(date),
        rangeOptionLabel: t("dates.custom"),
        rangeOptionStartLabel: t("dates.from"),
        rangeOptionEndLabel: t("dates.to"),
        options: dateOptions({
          today: t("dates.today"),
          lastDays: (count) => t("dates.lastDays", { count }),
        }),
      }),
    ],
    [t, format]
  )
}

const VISIBLE_PICKERS =
  "[data-radix-popper-content-wrapper] > [role=dialog] { visibility: visible }"

/**
 * Keeps the pickers of Medusa's filters visible. When a new filter gets its first
 * value, its picker moves to another element, and Medusa hides the picker for a
 * moment. A hidden picker loses the focus, and the rest of a date that the operator
 * is typing would be lost.
 */
function VisiblePickers() {
  return <style>{VISIBLE_PICKERS}</style>
}
