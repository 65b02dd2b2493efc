import { createPromotion } from "../../../modules/promotion-redemption/engage/__tests__/support/create-promotion"
import type { EngagePromotion } from "../../../modules/promotion-redemption/engage/types"
import { whyNotUsable } from "../usable"

const ecom = {
  type: "ECOM",
  valueType: "EXTERNALOFFER",
  value: "10056" as unknown,
  localValues: [],
  instruction: null,
}

const createOffer = (overrides: Partial<EngagePromotion> = {}) =>
  createPromotion({ redemptionChannels: [ecom], ...overrides })

describe("whyNotUsable", () => {
  it("finds an EXTERNALOFFER usable, by its value as the code", () => {
    expect(whyNotUsable(createOffer(), "ECOM")).toEqual({
      reason: null,
      promotion_code: "10056",
    })
  })

  it("takes a number for a code", () => {
    const promotion = createOffer({
      redemptionChannels: [{ ...ecom, value: 10056 }],
    })

    expect(whyNotUsable(promotion, "ECOM").promotion_code).toBe("10056")
  })

  it.each<[string, Partial<EngagePromotion>, string]>([
    ["is redeemed", { redeemed: true }, "promotion_already_redeemed"],
    [
      "has a date of redemption only",
      { redeemedOn: "2026-01-01" },
      "promotion_already_redeemed",
    ],
    [
      "is for stores only",
      { redemptionChannels: [{ ...ecom, type: "POS" }] },
      "promotion_not_valid_for_redemption_channel",
    ],
    [
      "has no channels",
      { redemptionChannels: [] },
      "promotion_not_valid_for_redemption_channel",
    ],
    ["has expired", { expiresOn: "2020-01-01" }, "promotion_expired"],
    ...["PERCENT", "MONEY", "MANUAL", "SWIPE", null].map(
      (valueType): [string, Partial<EngagePromotion>, string] => [
        `has the value type ${valueType}`,
        { redemptionChannels: [{ ...ecom, valueType }] },
        "promotion_value_type_unsupported",
      ]
    ),
    ...["", "  ", null, {}].map(
      (value): [string, Partial<EngagePromotion>, string] => [
        `has the value ${JSON.stringify(value)}`,
        { redemptionChannels: [{ ...ecom, value }] },
        "promotion_not_configured",
      ]
    ),
  ])("refuses one that %s", (_, overrides, reason) => {
    expect(whyNotUsable(createOffer(overrides), "ECOM").reason).toBe(reason)
  })
})
