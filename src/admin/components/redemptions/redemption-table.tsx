import {
  Button,
  Container,
  DataTable,
  Heading,
  Text,
  createDataTableColumnHelper,
  createDataTableFilterHelper,
  useDataTable,
} from "@medusajs/ui"
import { useMemo } from "react"
import { useNavigate } from "react-router-dom"

import { ERROR_SENTENCES } from "../../../errors/catalogue"
import { LEDGER_REASONS } from "../../../errors/reasons"
import type { AdminPromotionRedemption } from "../../../types/admin-http"
import {
  REDEMPTION_STATES,
  REDEMPTION_STATUSES,
} from "../../../types/promotion-redemption"
import { useRedemptions } from "../../hooks/api/redemptions"
import type { useAddressState } from "../../hooks/use-address-state"
import { useFormat } from "../../hooks/use-format"
import { useMended } from "../../hooks/use-mended"
import { useTexts } from "../../hooks/use-texts"
import { queryOf } from "../../lib/address-state"
import { dateOptions } from "../../lib/date-options"
import { InlineLink } from "../inline-link"
import { offerTitle } from "../../lib/offer-title"
import { OfferCode } from "../offer-code"
import { LoadError } from "../load-error"
import { RedemptionStatusBadge } from "../redemption-status"
import { FilterMenu, SortingMenu } from "./table-menus"
import { VisiblePickers } from "./visible-pickers"

const REASONS = [
  ...(Object.keys(ERROR_SENTENCES) as (keyof typeof ERROR_SENTENCES)[]),
  ...(Object.keys(LEDGER_REASONS) as (keyof typeof LEDGER_REASONS)[]),
]

/** Engage's redemption channels. */
const CHANNELS = ["ECOM", "POS", "OTHER"]

/** All redemptions; those that need somebody come first, unless it is sorted. */
export function RedemptionTable({
  address,
  change,
}: ReturnType<typeof useAddressState>) {
  const t = useTexts()
  const navigate = useNavigate()
  const { data, isPending, isError, refetch } = useRedemptions(queryOf(address))
  const columns = useColumns()
  const filters = useFilters()
  const mended = useMended<HTMLDivElement>(
    t("table.removeFilter"),
    t("table.is")
  )

  const table = useDataTable({
    data: data?.promotion_redemptions ?? [],
    columns,
    filters,
    rowCount: data?.count ?? 0,
    getRowId: ({ id }) => id,
    isLoading: isPending,
    // The address does it: the router would lose one of two changes at once.
    autoResetPageIndex: false,
    onRowClick: (_event, { id }) => navigate(`/promotion-redemptions/${id}`),
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
      <DataTable instance={table}>
        <DataTable.Toolbar
          className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center"
          translations={{ clearAll: t("table.clear") }}
        >
          <div>
            <Heading level="h2">{t("table.title")}</Heading>
            {!address.sorting && (
              <Text size="small" className="text-ui-fg-subtle">
                {t("table.first")}
              </Text>
            )}
          </div>
          <div className="flex w-full items-center gap-x-2 md:w-auto">
            <FilterMenu table={table} />
            <SortingMenu table={table} />
            <DataTable.Search
              placeholder={t("table.searchHint")}
              className="w-full md:w-72"
            />
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
        {isError ? (
          <div className="border-t">
            <LoadError text={t("table.error")} onRetry={refetch} />
          </div>
        ) : (
          <>
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
      </DataTable>
    </Container>
  )
}

const column = createDataTableColumnHelper<AdminPromotionRedemption>()

function useColumns() {
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
    return [
      column.accessor("promotion_code", {
        header: t("table.offer"),
        ...byValue,
        sortLabel: t("table.offer"),
        cell: ({ row }) => (
          <div className="flex min-w-0 flex-col gap-y-0.5 py-1">
            <InlineLink to={`/promotion-redemptions/${row.original.id}`}>
              {offerTitle(row.original)}
            </InlineLink>
            <OfferCode {...row.original} />
          </div>
        ),
      }),
      column.accessor("status", {
        header: t("table.status"),
        ...byValue,
        sortLabel: t("table.status"),
        size: 170,
        cell: ({ row }) => <RedemptionStatusBadge {...row.original} />,
      }),
      column.accessor("reason", {
        header: t("table.reason"),
        cell: ({ getValue }) => {
          const reason = getValue()
          // That it was settled by hand, the status says.
          return reason && reason !== "written_off"
            ? t(`reason.${reason}.label`)
            : t("general.none")
        },
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
              {/* Left out: the user may not read orders. */}
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
            (customer.email ?? customer.id)
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
  }, [t, format])
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
