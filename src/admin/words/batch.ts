import type { AdminBatchResult } from "../../types/admin-http"

/**
 * A sentence of the report, with the number of redemptions that the sentence counts.
 */
type TallyPart = "used" | "waiting" | "refused" | "free" | "settled" | "notDone"

/**
 * The results of an action on several redemptions, as sentences. Each redemption is
 * counted in exactly one sentence.
 */
export function tallyOf(
  action: "retry" | "resolve",
  results: Pick<AdminBatchResult, "outcome" | "status" | "reason">[]
): { parts: [TallyPart, number][]; refused: number } {
  const counts = new Map<TallyPart, number>()
  for (const result of results) {
    const part = partOf(action, result)
    counts.set(part, (counts.get(part) ?? 0) + 1)
  }
  // Failures last: the list of failures follows the sentences.
  const parts = [...counts].sort(
    ([one], [other]) => Number(one === "notDone") - Number(other === "notDone")
  )
  return { parts, refused: counts.get("refused") ?? 0 }
}

function partOf(
  action: "retry" | "resolve",
  {
    outcome,
    status,
    reason,
  }: Pick<AdminBatchResult, "outcome" | "status" | "reason">
): TallyPart {
  if (outcome !== "done") {
    return "notDone"
  }
  if (action === "resolve") {
    return "settled"
  }
  switch (status) {
    case "redeemed":
      return "used"
    case "released":
    case "linked":
      return "free"
    case "rejected":
      return "refused"
    case "attention":
      return reason === "retries_exhausted" || reason === "payment_overdue"
        ? "waiting"
        : "refused"
    default:
      return "waiting"
  }
}
