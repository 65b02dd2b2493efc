import { ArrowDownTray } from "@medusajs/icons"
import { Button, DropdownMenu, toast } from "@medusajs/ui"
import { useMutation } from "@tanstack/react-query"

import type { AdminPromotionRedemptionListParams } from "../../../types/admin-http"
import { usePeopleExport } from "../../hooks/use-people-export"
import { useTexts } from "../../hooks/use-texts"
import { downloadRedemptions } from "../../lib/download"
import { TooManyRows } from "../../lib/fetch-all"

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
