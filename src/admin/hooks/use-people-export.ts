import { useTranslation } from "react-i18next"

import type {
  AdminPromotionRedemptionListParams,
  AdminPromotionRedemptionListResponse,
} from "../../types/admin-http"
import { saveFile } from "../lib/download"
import { fetchAll } from "../lib/fetch-all"
import { peopleCsv } from "../lib/people-csv"
import { sdk } from "../lib/sdk"
import { wordOf } from "../words/situation"
import { useTexts } from "./use-texts"

/**
 * Saves redemptions for people: in the screen's words and the browser's time zone.
 */
export function usePeopleExport() {
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
