import { createPromotion } from "../../../modules/promotion-redemption/engage/__tests__/support/create-promotion"
import type { EngagePromotion } from "../../../modules/promotion-redemption/engage/types"
import { whyNotUsable } from "../offer"

const ONLINE = { channel: "ECOM", currency_code: "eur" } as const

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
    expect(whyNotUsable(createOffer(), ONLINE)).toEqual({
      reason: null,
      value: { type: "EXTERNALOFFER", promotion_code: "10056" },
    })
  })

  it.each([
    ["PERCENT", 15, { type: "PERCENT", percent: 15 }],
    [
      "MONEY",
      { amount: 50, currency: "EUR" },
      { type: "MONEY", amounts: [{ amount: 50, currency_code: "eur" }] },
    ],
  ])(
    "finds %s usable without a promotion in the shop",
    (valueType, value, is) => {
      const promotion = createOffer({
        redemptionChannels: [{ ...ecom, valueType, value }],
      })

      expect(whyNotUsable(promotion, ONLINE)).toEqual({
        reason: null,
        value: is,
      })
    }
  )

  it("refuses money in another currency than the cart's", () => {
    const promotion = createOffer({
      redemptionChannels: [
        { ...ecom, valueType: "MONEY", value: { amount: 5, currency: "SEK" } },
      ],
    })
    const reasonIn = (currency_code: string | null) =>
      whyNotUsable(promotion, { ...ONLINE, currency_code }).reason

    expect(reasonIn("eur")).toBe("promotion_currency_mismatch")
    expect(reasonIn("sek")).toBeNull()
    expect(reasonIn(null)).toBeNull()
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
    ...["MANUAL", "SWIPE", "BARTER", null].map(
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
    expect(whyNotUsable(createOffer(overrides), ONLINE).reason).toBe(reason)
  })
})
