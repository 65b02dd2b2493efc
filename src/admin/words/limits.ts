import type { AdminPromotionLimits } from "../../types/admin-http"

/** Whether Medusa lets nobody use the promotion any more. */
export function isUsedUp({
  usage_limit,
  usage_count,
  budget,
}: AdminPromotionLimits): boolean {
  const isFull = (used: number, limit: number | null) =>
    limit !== null && used >= limit
  return (
    isFull(usage_count, usage_limit) ||
    // The others are counted for each customer.
    ((budget?.type === "spend" || budget?.type === "usage") &&
      isFull(budget.used, budget.limit))
  )
}
