import { Alert, Button, Text } from "@medusajs/ui"

import type {
  AdminBatchResult,
  AdminPromotionRedemption,
} from "../../../types/admin-http"
import { useTexts } from "../../hooks/use-texts"
import { sentenceOfCode } from "../../lib/failure"
import { offerTitle } from "../../lib/offer-title"
import { tallyOf } from "../../words/batch"
import { InlineLink } from "../inline-link"

/** An action on several redemptions, with the result for each redemption. */
export type Report = {
  action: "retry" | "resolve"
  results: AdminBatchResult[]
  rows: ReadonlyMap<string, AdminPromotionRedemption>
}

/** Shows the results until the operator closes the report. */
export function BatchReport({
  report,
  onClose,
}: {
  report: Report
  onClose: () => void
}) {
  const t = useTexts()
  const { action, results, rows } = report
  const tally = tallyOf(action, results)
  const notDone = results.filter(({ outcome }) => outcome !== "done")

  return (
    <div className="border-t px-6 py-3">
      <Alert
        variant={notDone.length || tally.refused ? "warning" : "success"}
        role="status"
      >
        <div className="flex flex-col items-start gap-y-2">
          <Text size="small" className="text-pretty">
            {tally.parts
              .map(([part, count]) => t(`batch.${part}`, { count }))
              .join(" ")}
          </Text>
          {notDone.length > 0 && (
            <ul className="flex flex-col gap-y-1">
              {notDone.map(({ id, code, outcome }) => {
                const row = rows.get(id)
                const sentence = code && sentenceOfCode(code)
                return (
                  <li key={id} className="txt-small text-ui-fg-subtle">
                    <InlineLink to={`/promotion-redemptions/${id}`}>
                      {row?.order
                        ? `#${row.order.display_id}`
                        : row
                          ? offerTitle(row)
                          : id}
                    </InlineLink>
                    {": "}
                    {sentence
                      ? t(sentence)
                      : t(
                          outcome === "refused"
                            ? "detail.notFound"
                            : "actions.failed"
                        )}
                  </li>
                )
              })}
            </ul>
          )}
          <Button
            size="small"
            variant="secondary"
            type="button"
            onClick={onClose}
          >
            {t("general.close")}
          </Button>
        </div>
      </Alert>
    </div>
  )
}
