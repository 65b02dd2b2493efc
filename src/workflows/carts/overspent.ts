import { z } from "@medusajs/framework/zod"

import type { CartDiscount } from "../../modules/promotion-redemption/ledger/claim-plan"

/** What {@link overspentBy} reads of the promotions that discount a cart. */
export const BUDGET_FIELDS = [
  "id",
  "campaign.budget.id",
  "campaign.budget.type",
  "campaign.budget.limit",
  "campaign.budget.used",
]

const promotionsSchema = z.array(
  z.object({
    id: z.string(),
    campaign: z
      .object({
        budget: z
          .object({
            id: z.string(),
            type: z.string(),
            limit: z.coerce.number().nullish(),
            used: z.coerce.number().nullish(),
          })
          .nullish(),
      })
      .nullish(),
  })
)

/** Medusa counts exactly; sums of numbers do not. */
const EXACT_ENOUGH = 1e-6

/**
 * Which of a cart's promotions have to go for its order not to overspend a
 * campaign's budget. Medusa puts a promotion on a cart while each of its amounts
 * by itself is within the budget, and counts them together when the cart is
 * completed: such a cart could never be bought.
 *
 * @param removable ids of promotions, the one to go first last.
 */
export function overspentBy(
  discounts: CartDiscount[],
  promotions: unknown,
  removable: string[]
): string[] {
  const budgetOf = new Map(
    promotionsSchema
      .parse(promotions)
      .map(({ id, campaign }) => [id, campaign?.budget])
  )
  const spent = new Map<string, number>()
  for (const { promotion_id, amount } of discounts) {
    const budget = budgetOf.get(promotion_id)
    if (budget) {
      const before = spent.get(budget.id) ?? budget.used ?? 0
      spent.set(budget.id, before + amount)
    }
  }
  const gone: string[] = []
  for (const id of [...removable].reverse()) {
    const budget = budgetOf.get(id)
    const discount = discounts.find(({ promotion_id }) => promotion_id === id)
    const sum = budget ? (spent.get(budget.id) ?? 0) : 0
    if (
      discount &&
      budget?.type === "spend" &&
      budget.limit &&
      sum > budget.limit + EXACT_ENOUGH
    ) {
      gone.push(id)
      spent.set(budget.id, sum - discount.amount)
    }
  }
  return gone
}
