import type { ErrorCode } from "../../errors/catalogue"
import { z } from "@medusajs/framework/zod"

/** What {@link whyNotGiven} reads of a Medusa promotion. */
export const PROMOTION_FIELDS = [
  "id",
  "code",
  "is_automatic",
  "status",
  "limit",
  "used",
  "campaign.starts_at",
  "campaign.ends_at",
  "campaign.budget.type",
  "campaign.budget.limit",
  "campaign.budget.used",
]

const time = z.union([z.string(), z.date()]).nullish()
const amount = z.coerce.number().nullish()

/** A Medusa promotion with {@link PROMOTION_FIELDS}. */
export const shopPromotionSchema = z.object({
  id: z.string(),
  code: z.string(),
  is_automatic: z.boolean().nullish(),
  status: z.string().nullish(),
  limit: amount,
  used: amount,
  campaign: z
    .object({
      starts_at: time,
      ends_at: time,
      budget: z
        .object({ type: z.string(), limit: amount, used: amount })
        .nullish(),
    })
    .nullish(),
})

export type ShopPromotion = z.infer<typeof shopPromotionSchema>

/**
 * Why a Medusa promotion gives nobody a discount now; null when it gives one to
 * carts that fit. How often one customer used it is not looked at: Medusa says so
 * when the offer is applied.
 */
export function whyNotGiven(
  promotion: ShopPromotion | undefined,
  now: Date
): ErrorCode | null {
  if (promotion?.status !== "active" || promotion.is_automatic) {
    return "promotion_not_configured"
  }
  const { campaign, limit, used } = promotion
  if (campaign?.starts_at && new Date(campaign.starts_at) > now) {
    return "promotion_not_configured"
  }
  if (campaign?.ends_at && new Date(campaign.ends_at) <= now) {
    return "promotion_expired"
  }
  const budget = campaign?.budget
  // Of `use_by_attribute` the limit is for each customer, and `used` for all.
  const isForAll = budget?.type === "usage" || budget?.type === "spend"
  return isUsedUp(limit, used) ||
    (isForAll && budget.limit && isUsedUp(budget.limit, budget.used))
    ? "promotion_limit_reached"
    : null
}

function isUsedUp(
  limit: number | null | undefined,
  used: number | null | undefined
): boolean {
  return typeof limit === "number" && (used ?? 0) >= limit
}
