import { readableCode } from "../plugin-promotions"

describe("readableCode", () => {
  it.each([
    ["Five euro off", "FIVE-EURO-OFF"],
    ["  10 % på allt – även rea!  ", "10-PA-ALLT-AVEN-REA"],
    ["Größe ßØæŁþ", "GROSSE-SSOAELTH"],
    ["Ünïcödé", "UNICODE"],
    ["ﬁne ②", "FINE-2"],
    ["Скидка", "ENGAGE"],
    ["%%%", "ENGAGE"],
    ["", "ENGAGE"],
    [null, "ENGAGE"],
    [
      "Three hundred kronor off everything that is blue",
      "THREE-HUNDRED-KRONOR-OFF-EVERYTHING-THAT",
    ],
    ["x".repeat(100), "X".repeat(40)],
  ])("begins a code for %j with %s", (name, beginning) => {
    expect(readableCode(name)).toMatch(
      new RegExp(`^${beginning}-[0-9A-F]{24}$`)
    )
  })

  it("never makes the same code twice", () => {
    const codes = new Set(
      Array.from({ length: 100 }, () => readableCode("Five euro off"))
    )

    expect(codes.size).toBe(100)
  })
})
