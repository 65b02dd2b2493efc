import { z } from "@medusajs/framework/zod"

import type { Provided } from "../../modules/promotion-redemption/ledger/provided"
import { applicationMethodOf } from "./application-method"

/** What {@link isAsMade} reads of a Medusa promotion. */
export const AS_MADE_FIELDS = [
  "type",
  "is_automatic",
  "is_tax_inclusive",
  "limit",
  "campaign.starts_at",
  "campaign.ends_at",
  "campaign.budget.id",
  "rules.id",
  "application_method.*",
  "application_method.target_rules.id",
  "application_method.buy_rules.id",
]

const none = z.null().or(z.undefined())
const noRules = z.array(z.unknown()).max(0).nullish()

/** As `provide.ts` makes all of them, whatever they give. */
const plainSchema = z.object({
  type: z.literal("standard"),
  is_automatic: z.literal(false),
  is_tax_inclusive: z.boolean(),
  limit: none,
  // A campaign that only puts it in a list is the operator's business.
  campaign: z
    .object({ starts_at: none, ends_at: none, budget: none })
    .nullish(),
  rules: noRules,
  application_method: z.object({
    type: z.string(),
    target_type: z.literal("items"),
    allocation: z.literal("across"),
    value: z.coerce.number(),
    currency_code: z.string().nullish(),
    max_quantity: none,
    apply_to_quantity: none,
    buy_rules_min_quantity: none,
    target_rules: noRules,
    buy_rules: noRules,
  }),
})

/**
 * Whether a promotion that the plugin made still gives what it was made for, to
 * every cart and as often as Engage assigns it. An operator may have changed its
 * value, allocation, quantity, rules, limit or budget.
 */
export function isAsMade(promotion: unknown, provided: Provided): boolean {
  const { success, data } = plainSchema.safeParse(promotion)
  if (!success) {
    return false
  }
  const { is_tax_inclusive, application_method: method } = data
  return (
    is_tax_inclusive === provided.is_tax_inclusive &&
    method.type === applicationMethodOf(provided).type &&
    method.value === provided.value &&
    (method.currency_code ?? null) === provided.currency_code
  )
}
