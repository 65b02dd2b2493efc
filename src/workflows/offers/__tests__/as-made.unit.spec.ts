import type { PluginPromotion } from "../../../modules/promotion-redemption/ledger/plugin-promotions"
import { isAsMade } from "../plugin-promotions"

const PLUGIN_PROMOTION: PluginPromotion = {
  engage_promotion_id: "template",
  value_type: "MONEY",
  value: 25,
  currency_code: "eur",
  is_tax_inclusive: true,
}

const METHOD = {
  id: "proappmet",
  type: "fixed",
  target_type: "items",
  allocation: "across",
  value: 25,
  currency_code: "eur",
  max_quantity: null,
  apply_to_quantity: null,
  buy_rules_min_quantity: null,
  target_rules: [],
  buy_rules: [],
}

const PROMOTION = {
  id: "promo",
  code: "ENGAGE-1",
  type: "standard",
  is_automatic: false,
  is_tax_inclusive: true,
  limit: null,
  campaign: null,
  rules: [],
  application_method: METHOD,
}

describe("a promotion that the plugin made", () => {
  it("is taken for the one it was while nobody has changed it", () => {
    expect(isAsMade(PROMOTION, PLUGIN_PROMOTION)).toBe(true)
  })

  it("is taken for the one it was where Medusa leaves out what is not set", () => {
    const { limit, campaign, rules, ...promotion } = PROMOTION
    const { max_quantity, buy_rules, target_rules, ...method } = METHOD

    expect(
      isAsMade({ ...promotion, application_method: method }, PLUGIN_PROMOTION)
    ).toBe(true)
  })

  it.each<[string, object]>([
    ["its status", { status: "inactive" }],
    ["its code", { code: "SPRING" }],
    ["its metadata", { metadata: { note: "for spring" } }],
    [
      "a campaign without dates and budget",
      { campaign: { starts_at: null, ends_at: null, budget: null } },
    ],
  ])("is taken for the one it was after a change of %s", (_, change) => {
    expect(isAsMade({ ...PROMOTION, ...change }, PLUGIN_PROMOTION)).toBe(true)
  })

  it.each<[string, object]>([
    ["its kind", { type: "buyget" }],
    ["how customers get it", { is_automatic: true }],
    ["whether its amount has tax in it", { is_tax_inclusive: false }],
    ["how often it can be used", { limit: 100 }],
    ["its rules", { rules: [{ id: "prorul" }] }],
    ["when its campaign begins", { campaign: { starts_at: new Date() } }],
    ["when its campaign ends", { campaign: { ends_at: "2027-01-01" } }],
    ["its campaign's budget", { campaign: { budget: { id: "probudg" } } }],
  ])("is not taken for the one it was after a change of %s", (_, change) => {
    expect(isAsMade({ ...PROMOTION, ...change }, PLUGIN_PROMOTION)).toBe(false)
  })

  it.each<[string, object]>([
    ["its type", { type: "percentage" }],
    ["its value", { value: 30 }],
    ["its currency", { currency_code: "sek" }],
    ["what it is for", { target_type: "order" }],
    ["how it is allocated", { allocation: "each" }],
    ["how many items it is for", { max_quantity: 1 }],
    ["how many items it is applied to", { apply_to_quantity: 1 }],
    ["how many items have to be bought", { buy_rules_min_quantity: 2 }],
    ["which items it is for", { target_rules: [{ id: "prorul" }] }],
    ["which items have to be bought", { buy_rules: [{ id: "prorul" }] }],
  ])("is not taken for the one it was after a change of %s", (_, change) => {
    const application_method = { ...METHOD, ...change }

    expect(
      isAsMade({ ...PROMOTION, application_method }, PLUGIN_PROMOTION)
    ).toBe(false)
  })

  it("is not taken for the one it was once it is gone", () => {
    expect(isAsMade(undefined, PLUGIN_PROMOTION)).toBe(false)
  })
})
