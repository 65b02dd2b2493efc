import { valueOf } from "../promotion"

const read = (valueType: string, value: unknown, localValues: unknown[] = []) =>
  valueOf({ valueType, value, localValues })
const amounts = (value: unknown, localValues?: unknown[]) => {
  const money = read("MONEY", value, localValues)
  return money?.type === "MONEY" ? money.amounts : null
}

describe("the value of a promotion", () => {
  it.each(["10056", 10056, " 10056 "])(
    "is a code for an EXTERNALOFFER: %j",
    (value) =>
      expect(read("EXTERNALOFFER", value)).toEqual({
        type: "EXTERNALOFFER",
        promotion_code: "10056",
      })
  )

  it.each([
    [10, 10],
    ["25", 25],
    [12.5, 12.5],
    [100, 100],
  ])("is a part of the items for PERCENT: %j", (value, percent) =>
    expect(read("PERCENT", value)).toEqual({ type: "PERCENT", percent })
  )

  it.each([
    { amount: 50, currency: "SEK" },
    { Amount: 50, Currency: "sek" },
    { AMOUNT: "50.00", CURRENCY: "Sek" },
    { amount: 50, currency: "SEK", vat: 25 },
  ])("is an amount for MONEY, in any letter case: %j", (value) =>
    expect(amounts(value)).toEqual([{ amount: 50, currency_code: "sek" }])
  )

  it("has amounts in other currencies, the first of each", () => {
    expect(
      amounts({ amount: 50, currency: "SEK" }, [
        { amount: 5, currency: "EUR" },
        { country: "NO", value: { Amount: 55, Currency: "NOK" } },
        { amount: 999, currency: "sek" },
        { amount: 7, currency: "EUR" },
        null,
        "EUR 5",
        { amount: -1, currency: "USD" },
      ])
    ).toEqual([
      { amount: 50, currency_code: "sek" },
      { amount: 5, currency_code: "eur" },
      { amount: 55, currency_code: "nok" },
    ])
  })

  it.each<[string, unknown]>([
    ["EXTERNALOFFER", ""],
    ["EXTERNALOFFER", {}],
    ["PERCENT", 0],
    ["PERCENT", -10],
    ["PERCENT", 101],
    ["PERCENT", "ten"],
    ["PERCENT", "1e1"],
    ["PERCENT", Number.NaN],
    ["MONEY", 50],
    ["MONEY", { amount: 0, currency: "SEK" }],
    ["MONEY", { amount: 50 }],
    ["MONEY", { amount: 50, currency: "kronor" }],
    ["MONEY", { amount: "Infinity", currency: "SEK" }],
    ["MONEY", []],
    ["MANUAL", "show this"],
    ["SWIPE", 10],
  ])("cannot be read from %s %j", (valueType, value) =>
    expect(read(valueType, value)).toBeNull()
  )
})
