import type { AdminPromotionLimits } from "../../types/admin-http"

/** Whether Medusa refuses the promotion to every customer. */
export function isUsedUp({
  usage_limit,
  usage_count,
  budget,
}: AdminPromotionLimits): boolean {
  const isFull = (used: number, limit: number | null) =>
    limit !== null && used >= limit
  return (
    isFull(usage_count, usage_limit) ||
    // Budgets of other types are counted per customer.
    ((budget?.type === "spend" || budget?.type === "usage") &&
      isFull(budget.used, budget.limit))
  )
}
