import { ArrowDownTray } from "@medusajs/icons"
import { Button, DropdownMenu, toast } from "@medusajs/ui"
import { useMutation } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type {
  AdminPromotionRedemptionListParams,
  AdminPromotionRedemptionListResponse,
} from "../../../types/admin-http"
import { useTexts } from "../../hooks/use-texts"
import { downloadRedemptions, saveFile } from "../../lib/download"
import { fetchAll, TooManyRows } from "../../lib/fetch-all"
import { peopleCsv } from "../../lib/people-csv"
import { sdk } from "../../lib/sdk"
import { wordOf } from "../../words/situation"

/** Saves the rows that match search and filters: for people, or as raw data. */
export function ExportMenu({
  filters,
}: {
  filters: AdminPromotionRedemptionListParams
}) {
  const t = useTexts()
  const forPeople = usePeopleExport()
  const save = useMutation({
    mutationFn: (kind: "people" | "raw") =>
      kind === "people" ? forPeople(filters) : downloadRedemptions(filters),
    onSuccess: () => toast.success(t("export.done")),
    onError: (error) =>
      error instanceof TooManyRows
        ? toast.warning(t("export.tooMany", { most: error.most }))
        : toast.error(t("export.error")),
  })

  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <Button
          size="small"
          variant="secondary"
          type="button"
          isLoading={save.isPending}
        >
          <ArrowDownTray aria-hidden />
          {t("export.action")}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end" className="max-w-80">
        {(["people", "raw"] as const).map((kind) => (
          <DropdownMenu.Item key={kind} onSelect={() => save.mutate(kind)}>
            <span className="flex flex-col">
              <span>{t(`export.${kind}`)}</span>
              <span className="txt-compact-xsmall text-ui-fg-subtle whitespace-normal">
                {t(`export.${kind}Text`)}
              </span>
            </span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}

/**
 * Saves redemptions for people: in the screen's words and the browser's time zone.
 */
function usePeopleExport() {
  const t = useTexts()
  const { i18n } = useTranslation()
  return async (filters: AdminPromotionRedemptionListParams) => {
    const rows = await fetchAll(filters, (query) =>
      sdk.client.fetch<AdminPromotionRedemptionListResponse>(
        "/admin/promotion-redemptions",
        { query }
      )
    )
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const text = peopleCsv(rows, {
      language: i18n.language,
      timeZone,
      words: {
        headers: {
          offer: t("table.offer"),
          code: t("detail.code"),
          status: t("table.status"),
          reason: t("table.reason"),
          order: t("table.order"),
          customer: t("table.customer"),
          email: t("export.email"),
          discount: t("table.discount"),
          currency: t("export.currency"),
          changed: t("table.changed"),
          created: t("table.created"),
          note: t("actions.note"),
          takenBy: t("export.takenBy"),
          id: t("export.id"),
        },
        status: (row) => t(`status.${wordOf(row)}`),
        reason: ({ reason }) => (reason ? t(`reason.${reason}.label`) : ""),
      },
    })
    const day = new Date().toLocaleDateString("sv")
    saveFile(
      new Blob([text], { type: "text/csv;charset=utf-8" }),
      `${t("export.fileName")}-${day}.csv`
    )
  }
}
