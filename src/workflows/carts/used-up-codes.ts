import { z } from "@medusajs/framework/zod"

const skippedSchema = z
  .array(z.object({ code: z.string(), reason: z.string() }))
  .nullish()

/** What Medusa's update-cart-promotions answers as `skipped_promo_codes`. */
export type SkippedCodes = z.input<typeof skippedSchema>

/** Medusa has no other reasons yet; a new one need not be about a limit. */
const LIMITS = ["promotion_limit_exceeded", "campaign_budget_exceeded"]

/** Codes that Medusa did not apply, as their limit or budget is used up. */
export function usedUpCodes(skipped: SkippedCodes): string[] {
  return (skippedSchema.parse(skipped) ?? [])
    .filter(({ reason }) => LIMITS.includes(reason))
    .map(({ code }) => code)
}
