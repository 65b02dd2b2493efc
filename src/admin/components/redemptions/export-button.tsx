import { ArrowDownTray } from "@medusajs/icons"
import { Button, Tooltip, toast } from "@medusajs/ui"
import { useMutation } from "@tanstack/react-query"

import type { AdminPromotionRedemptionListParams } from "../../../types/admin-http"
import { useTexts } from "../../hooks/use-texts"
import { downloadRedemptions } from "../../lib/download"

/** Saves the rows that search and filters leave as a CSV file. */
export function ExportButton({
  filters,
}: {
  filters: AdminPromotionRedemptionListParams
}) {
  const t = useTexts()
  const download = useMutation({
    mutationFn: () => downloadRedemptions(filters),
    onSuccess: () => toast.success(t("export.done")),
    onError: () => toast.error(t("export.error")),
  })

  return (
    <Tooltip content={t("export.hint")}>
      <Button
        size="small"
        variant="secondary"
        type="button"
        isLoading={download.isPending}
        onClick={() => download.mutate()}
      >
        <ArrowDownTray aria-hidden />
        {t("export.action")}
      </Button>
    </Tooltip>
  )
}
