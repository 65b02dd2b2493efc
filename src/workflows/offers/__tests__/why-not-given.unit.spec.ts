import { whyNotGiven, type ShopPromotion } from "../for-shop"

const NOW = new Date("2026-06-01T12:00:00Z")
const PAST = "2026-05-01T00:00:00Z"
const FUTURE = new Date("2026-07-01T00:00:00Z")

const PROMOTION: ShopPromotion = {
  id: "promo",
  code: "10056",
  is_automatic: false,
  status: "active",
  limit: null,
  used: 7,
  campaign: null,
}

const budget = (type: string, limit: number | null, used: number) => ({
  campaign: { starts_at: null, ends_at: null, budget: { type, limit, used } },
})

describe("an offer whose promotion in the shop", () => {
  it.each<[string, Partial<ShopPromotion>]>([
    ["can be used", {}],
    ["can be used once more", { limit: 8 }],
    [
      "is in a campaign that runs",
      { campaign: { starts_at: PAST, ends_at: FUTURE, budget: null } },
    ],
    ["has a budget that is not used up", budget("spend", 100, 99)],
    ["has a budget without a limit", budget("usage", null, 99)],
    ["has been used once by each of many", budget("use_by_attribute", 1, 99)],
  ])("%s gives something", (_, change) => {
    expect(whyNotGiven({ ...PROMOTION, ...change }, NOW)).toBeNull()
  })

  it.each<[string, string, Partial<ShopPromotion>]>([
    ["is a draft", "promotion_not_configured", { status: "draft" }],
    ["is switched off", "promotion_not_configured", { status: "inactive" }],
    ["is automatic", "promotion_not_configured", { is_automatic: true }],
    [
      "is in a campaign to come",
      "promotion_not_configured",
      { campaign: { starts_at: FUTURE } },
    ],
    [
      "is in a campaign that is over",
      "promotion_expired",
      { campaign: { ends_at: PAST } },
    ],
    ["is used up", "promotion_limit_reached", { limit: 7 }],
    ["has spent its budget", "promotion_limit_reached", budget("spend", 9, 9)],
    ["has no use left", "promotion_limit_reached", budget("usage", 3, 3)],
  ])("%s gives nothing: %s", (_, reason, change) => {
    expect(whyNotGiven({ ...PROMOTION, ...change }, NOW)).toBe(reason)
  })

  it("does not exist gives nothing", () => {
    expect(whyNotGiven(undefined, NOW)).toBe("promotion_not_configured")
  })
})
