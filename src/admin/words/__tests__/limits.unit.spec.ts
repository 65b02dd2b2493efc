import type { AdminPromotionLimits } from "../../../types/admin-http"
import { isUsedUp } from "../limits"

const NO_LIMITS: AdminPromotionLimits = {
  usage_limit: null,
  usage_count: 12,
  budget: null,
  once_per_customer: false,
}

const budget = (type: string, limit: number | null, used: number) => ({
  ...NO_LIMITS,
  budget: { type, limit, used, currency_code: null },
})

describe("isUsedUp", () => {
  it.each<[string, AdminPromotionLimits]>([
    ["its limit", { ...NO_LIMITS, usage_limit: 12 }],
    ["its campaign's uses", budget("usage", 5, 5)],
    ["its campaign's money", budget("spend", 500, 512.5)],
  ])("says so of a promotion that has reached %s", (_what, limits) => {
    expect(isUsedUp(limits)).toBe(true)
  })

  it.each<[string, AdminPromotionLimits]>([
    ["without limits", NO_LIMITS],
    ["with uses left", { ...NO_LIMITS, usage_limit: 13 }],
    ["with a budget that is open", budget("spend", null, 512.5)],
    ["that each customer can use once", budget("use_by_attribute", 1, 7)],
  ])("says the contrary of one %s", (_what, limits) => {
    expect(isUsedUp(limits)).toBe(false)
  })
})
