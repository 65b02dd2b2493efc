import { channelOf, isExpired, isRedeemed, listedAs } from "../promotion"
import { createPromotion } from "./support/create-promotion"

describe("isExpired", () => {
  it.each([
    ["a zone", "2025-06-30T18:00:00Z", "2025-06-30T18:00:00Z"],
    ["an offset", "2025-06-30T18:00:00+02:00", "2025-06-30T16:00:00Z"],
    ["a short offset", "2025-06-30T18:00:00+0200", "2025-06-30T16:00:00Z"],
    ["a fraction", "2025-06-30T18:00:00.500Z", "2025-06-30T18:00:00.500Z"],
    ["seven digits", "2025-06-30T18:00:00.5000000Z", "2025-06-30T18:00:00.5Z"],
    ["no seconds", "2025-06-30T18:00Z", "2025-06-30T18:00:00Z"],
    [
      "no zone, last place on earth",
      "2025-06-30T18:00:00",
      "2025-07-01T06:00Z",
    ],
    ["no time: end of the day there", "2025-06-30", "2025-07-01T12:00Z"],
    ["midnight: the whole day", "2025-06-30T00:00:00", "2025-07-01T12:00Z"],
    ["midnight UTC", "2025-06-30T00:00:00.000Z", "2025-07-01T00:00Z"],
    ["a blank for the T", " 2025-06-30 18:00:00Z ", "2025-06-30T18:00:00Z"],
  ])("is exact with %s", (_, expiresOn, end) => {
    const promotion = createPromotion({ expiresOn })
    const endMs = Date.parse(end)

    expect(isExpired(promotion, new Date(endMs - 1))).toBe(false)
    expect(isExpired(promotion, new Date(endMs))).toBe(true)
  })

  it.each([null, "", "never", "2025-13-45", "30/06/2025", "2025"])(
    "never is with %j, which cannot be read",
    (expiresOn) => {
      expect(isExpired(createPromotion({ expiresOn }), new Date())).toBe(false)
    }
  )
})

describe("isRedeemed", () => {
  it.each([
    [true, null, true],
    [false, null, false],
    [null, null, false],
    [null, "2025-06-30", true],
    [false, "2025-06-30", false],
  ])("redeemed %s, redeemedOn %s: %s", (redeemed, redeemedOn, expected) => {
    expect(isRedeemed(createPromotion({ redeemed, redeemedOn }))).toBe(expected)
  })
})

describe("channelOf", () => {
  const ecom = {
    type: "Ecom",
    valueType: "PERCENT",
    value: 10,
    localValues: [],
    instruction: null,
  }
  const promotion = createPromotion({ redemptionChannels: [ecom] })

  it("finds a channel in any letter case", () => {
    expect(channelOf(promotion, "ECOM")).toBe(ecom)
  })

  it("is null when the promotion does not work there", () => {
    expect(channelOf(promotion, "POS")).toBeNull()
  })
})

describe("listedAs", () => {
  it("finds an assignment in any letter case of its id", () => {
    const id = "BB247EF7-80bb-440c-beb7-ab4172e56666"
    const used = createPromotion({ id, redeemed: true })

    expect(listedAs([used], id.toLowerCase(), new Date())).toBe("redeemed")
    expect(listedAs([used], "another", new Date())).toBe("absent")
  })
})
