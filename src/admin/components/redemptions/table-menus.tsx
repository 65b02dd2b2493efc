import { DescendingSorting, Funnel } from "@medusajs/icons"
import { DropdownMenu, IconButton, type useDataTable } from "@medusajs/ui"
import type { ReactNode } from "react"

import type { AdminPromotionRedemption } from "../../../types/admin-http"
import { useTexts } from "../../hooks/use-texts"

/*
 * Medusa's own table menus are buttons without names, which a screen reader cannot
 * distinguish. These menus replace Medusa's, with names.
 */

type Props = {
  table: ReturnType<typeof useDataTable<AdminPromotionRedemption>>
}

/** The filters that are not in use yet. */
export function FilterMenu({ table }: Props) {
  const t = useTexts()
  const used = Object.keys(table.getFiltering())
  const unused = table.getFilters().filter(({ id }) => !used.includes(id))

  return (
    <Menu name={t("table.filter")} icon={<Funnel />} isEmpty={!unused.length}>
      {unused.map(({ id, type, label }) => (
        <DropdownMenu.Item
          key={id}
          onClick={(event) => {
            event.stopPropagation()
            table.addFilter({ id, value: type === "date" ? null : [] })
          }}
        >
          {label}
        </DropdownMenu.Item>
      ))}
    </Menu>
  )
}

const SORTED_BY = [
  { id: "status_changed_at", name: "table.changed" },
  { id: "status", name: "table.status" },
  { id: "promotion_code", name: "table.offer" },
  { id: "discount_amount", name: "table.discount" },
] as const

/** The column and the direction of sorting. */
export function SortingMenu({ table }: Props) {
  const t = useTexts()
  const sorting = table.getSorting()

  return (
    <Menu name={t("table.sort")} icon={<DescendingSorting />}>
      <DropdownMenu.RadioGroup
        value={sorting?.id ?? ""}
        onValueChange={(id) =>
          table.setSorting({ id, desc: sorting?.desc ?? true })
        }
      >
        {SORTED_BY.map(({ id, name }) => (
          <DropdownMenu.RadioItem
            key={id}
            value={id}
            onSelect={(event) => event.preventDefault()}
          >
            {t(name)}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
      {sorting && (
        <>
          <DropdownMenu.Separator />
          <DropdownMenu.RadioGroup
            value={sorting.desc ? "desc" : "asc"}
            onValueChange={(way) =>
              table.setSorting({ id: sorting.id, desc: way === "desc" })
            }
          >
            <DropdownMenu.RadioItem value="asc">
              {t("table.ascending")}
            </DropdownMenu.RadioItem>
            <DropdownMenu.RadioItem value="desc">
              {t("table.descending")}
            </DropdownMenu.RadioItem>
          </DropdownMenu.RadioGroup>
        </>
      )}
    </Menu>
  )
}

function Menu({
  name,
  icon,
  isEmpty = false,
  children,
}: {
  name: string
  icon: ReactNode
  isEmpty?: boolean
  children: ReactNode
}) {
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild disabled={isEmpty}>
        <IconButton size="small" type="button" aria-label={name} title={name}>
          {icon}
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content side="bottom" align="end">
        {children}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
